import type { Change, SchoolMending } from '@/api/types'
import { isSame } from './change_list'
import { joined, leastChanges } from './least_changes'

/**
 * The changes with those added that bring each of the schools to its standard, as far as the least sets of single values go. A second round
 * mends what the first took from another stage of the school. `ask` tells how a school stands under changes.
 */
export async function fillSchools(schools: readonly string[], changes: Change[], ask: (changes: Change[], school: string) => Promise<SchoolMending[]>, onProgress: (done: number, of: number) => void): Promise<Change[]> {
  const rounds = 2
  let all = changes
  let wanted = schools
  for (let round = 0; round < rounds && wanted.length > 0; ++round) {
    const mended: string[] = []
    let added: Change[] = []
    for (const [at, school] of wanted.entries()) {
      const least = (await ask(all, school)).filter((one) => one.verdict === 'unmet').flatMap(leastChanges)
      if (least.length > 0) mended.push(school)
      added = joined(added, least)
      onProgress(at + 1, wanted.length)
    }
    // Values of this round follow from those before it: they replace them.
    all = [...all.filter((one) => !added.some((other) => isSame(other, one))), ...added]
    wanted = mended
  }
  return all
}
