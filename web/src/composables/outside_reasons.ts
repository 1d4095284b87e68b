import type { SchoolResults, StageId } from '@/api/types'

/** Why schools of a stage do not enter, each reason with its number of schools, the commonest first. */
export function countReasons(schools: SchoolResults, stage: StageId): [string, number][] {
  const counts = new Map<string, number>()
  schools.outside?.forEach((reason, row) => {
    if (reason !== '' && schools.stage[row] === stage) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  })
  return [...counts].sort((a, b) => b[1] - a[1])
}
