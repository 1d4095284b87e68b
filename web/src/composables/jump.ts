/** Time in which what is above the target may still load and grow, in milliseconds. */
const settleMs = 4000
let stop: (() => void) | null = null

/**
 * Brings the element of an id to the top of the view, below the header, and gives its heading the focus. What is above it may be drawn late
 * and push it away: it is brought back until the page is at rest or the reader scrolls, presses or types. An unknown id does nothing.
 */
export function jumpTo(id: string): void {
  stop?.()
  const target = document.getElementById(id)
  if (target === null) return
  const heading = target.querySelector<HTMLElement>('h1, h2, h3') ?? target
  if (heading.tabIndex < 0) heading.tabIndex = -1
  const show = (): void => target.scrollIntoView({ block: 'start', behavior: 'instant' })
  show()
  heading.focus({ preventScroll: true })
  const sizes = new ResizeObserver(show)
  for (let one = target.parentElement; one !== null; one = one.parentElement) sizes.observe(one)
  const ends = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const
  const timer = setTimeout(() => stop?.(), settleMs)
  stop = () => {
    clearTimeout(timer)
    sizes.disconnect()
    for (const end of ends) window.removeEventListener(end, halt)
    stop = null
  }
  const halt = stop
  for (const end of ends) window.addEventListener(end, halt, { passive: true })
}
