import { api, unwrap } from '@/api/client'

const known = new Map<string, Promise<boolean>>()

/** Whether an area of a snapshot, which never changes, has exactly one area below it. */
export function hasOneChild(snapshot: number, code: string): Promise<boolean> {
  const key = `${snapshot} ${code}`
  let asked = known.get(key)
  if (asked === undefined) {
    asked = unwrap(api.GET('/api/snapshots/{snapshot_id}/areas', { params: { path: { snapshot_id: snapshot }, query: { parent: code, limit: 2 } } })).then(
      ({ areas }) => areas.length === 1 && areas[0]?.level !== 'township',
      () => {
        known.delete(key)
        return false
      }
    )
    known.set(key, asked)
  }
  return asked
}
