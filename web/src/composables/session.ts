import { computed, shallowRef } from 'vue'
import { api, setCsrfToken, unwrap } from '@/api/client'
import type { Session } from '@/api/types'

export type Permission =
  | 'snapshot:read' | 'snapshot:import' | 'snapshot:delete' | 'snapshot:delete_any' | 'run:read' | 'run:create' | 'scenario:read' | 'scenario:write'
  | 'report:export' | 'small_count:read' | 'person:read' | 'account:manage' | 'setting:manage' | 'audit:read' | 'backup:make'
  | 'boundary:write' | 'job:read' | 'server:observe'

/** Who is logged in; null before the answer and after logging out. */
export const session = shallowRef<Session | null>(null)
export const isLoggedIn = computed(() => session.value !== null)

export function may(permission: Permission): boolean {
  return session.value?.permissions.includes(permission) ?? false
}

function take(opened: Session | null): void {
  session.value = opened
  setCsrfToken(opened?.csrf_token ?? '')
}

/** Asks the server who is logged in; it answers null where nobody is. */
export async function loadSession(): Promise<void> {
  take(await unwrap(api.GET('/api/session')))
}

export async function logIn(login: string, password: string): Promise<void> {
  take(await unwrap(api.POST('/api/session', { body: { login, password } })))
}

export async function redeemLink(token: string, password: string): Promise<void> {
  take(await unwrap(api.POST('/api/one-time-link', { body: { token, password } })))
}

export async function logOut(): Promise<void> {
  await unwrap(api.DELETE('/api/session'))
  take(null)
}

/** The server no longer knows the session. */
export function forgetSession(): void {
  take(null)
}
