/** The walk over all pages alone. */
import './pages.suite'
