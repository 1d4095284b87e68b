import { useRouter } from 'vue-router'
import { forgetSession, logOut } from './session'
import { mayLose } from './unsaved'

/** Logs out and shows the log-in page, also where the server no longer answers; first asks of what is not saved. */
export function useLeave(): () => Promise<void> {
  const router = useRouter()
  return async () => {
    if (!(await mayLose())) return
    try {
      await logOut()
    } catch {
      forgetSession()
    }
    await router.push({ name: 'login' })
  }
}
