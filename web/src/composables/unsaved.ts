import { onScopeDispose } from 'vue'
import { isLoggedIn } from './session'

/** Asks of the page that has something to lose; none where no page has. */
let askOfPage: (() => Promise<boolean>) | null = null

/** Whether nothing is lost by leaving the page, or whoever leaves it wants that; who is no longer logged in is not asked. */
export async function mayLose(): Promise<boolean> {
  return askOfPage === null || !isLoggedIn.value || (await askOfPage())
}

/** While the calling page is shown, closing the window asks where `isUnsaved`, and `mayLose` by `ask`. */
export function useUnsaved(isUnsaved: () => boolean, ask: () => Promise<boolean>): void {
  let asking: Promise<boolean> | null = null
  // Who goes elsewhere while asked is asked once.
  const mine = async (): Promise<boolean> => {
    if (!isUnsaved()) return true
    asking ??= ask().finally(() => { asking = null })
    return asking
  }
  const onClose = (event: BeforeUnloadEvent): void => {
    if (isUnsaved()) event.preventDefault()
  }
  askOfPage = mine
  window.addEventListener('beforeunload', onClose)
  onScopeDispose(() => {
    if (askOfPage === mine) askOfPage = null
    window.removeEventListener('beforeunload', onClose)
  })
}
