import type { AreaLevel, Run, Snapshot } from '@/api/types'
import { canBeShown } from './run_again'

const levels: AreaLevel[] = ['township', 'county', 'city', 'province', 'country']
/** Several roots are more than any one of them. */
const ofSeveral = levels.length

function levelOf(snapshot: Snapshot): number {
  const [top, other] = snapshot.areas
  if (top === undefined) return -1
  return other === undefined ? levels.indexOf(top.level) : ofSeveral
}

/** A part of the data of others does not stand in for the whole: fewer schools than this share of the largest of its level. */
const leastShare = 0.5

/**
 * The run that a visitor sees first. Of an account of one area: data that have this area itself; of an account of all areas: data of the highest
 * level, and of these not a small part only. Then whole before partial, the newest year, the newest import, and in it the standard that was
 * chosen first.
 */
export function chooseFirstRun(runs: readonly Run[], snapshots: readonly Snapshot[], accountArea: string): Run | undefined {
  const ended = runs.filter((run) => run.state === 'done')
  const readable = ended.filter(canBeShown)
  // Where no run can be shown, one of them says what to do.
  const done = readable.length > 0 ? readable : ended
  const known = new Map(snapshots.map((snapshot) => [snapshot.id, snapshot]))
  const seen = done.flatMap((run) => {
    const snapshot = known.get(run.snapshot_id)
    return snapshot === undefined ? [] : [{ run, snapshot }]
  })
  const own = accountArea === '' ? seen : seen.filter(({ snapshot }) => snapshot.areas.some((area) => area.code === accountArea))
  const covering = own.length > 0 ? own : seen
  const highest = Math.max(...covering.map(({ snapshot }) => levelOf(snapshot)))
  const atLevel = covering.filter(({ snapshot }) => levelOf(snapshot) === highest)
  const most = Math.max(...atLevel.map(({ snapshot }) => snapshot.schools))
  const large = atLevel.filter(({ snapshot }) => snapshot.schools >= most * leastShare)
  return large.sort(
    (a, b) =>
      Number(a.run.is_partial) - Number(b.run.is_partial) ||
      b.run.school_year - a.run.school_year ||
      b.snapshot.created_at.localeCompare(a.snapshot.created_at) ||
      b.snapshot.id - a.snapshot.id ||
      a.run.id - b.run.id
  )[0]?.run
}
