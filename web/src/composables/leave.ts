import { useRouter } from 'vue-router'
import { forgetSession, logOut } from './session'

/** Logs out and shows the log-in page, also where the server no longer answers. */
export function useLeave(): () => Promise<void> {
  const router = useRouter()
  return async () => {
    try {
      await logOut()
    } catch {
      forgetSession()
    }
    await router.push({ name: 'login' })
  }
}
