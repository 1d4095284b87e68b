/** Everything at one server. */
import './office.suite'
import './import.suite'
import './areas.suite'
import './outcomes.suite'
import './what_if.suite'
import './scenarios.suite'
import './viewer.suite'
import './pages.suite'
