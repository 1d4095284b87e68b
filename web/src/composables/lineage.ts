import { shallowRef } from 'vue'
import type { StageId } from '@/api/types'

/** What the lineage drawer shows: the chain behind one number. */
export interface LineageQuestion {
  run: number
  area: string
  stage?: StageId
  clause?: string
  school?: string
  /** What the reader pressed, as the heading of the drawer. */
  title: string
}

export const lineageQuestion = shallowRef<LineageQuestion | null>(null)

export function openLineage(question: LineageQuestion): void {
  lineageQuestion.value = question
}

export function closeLineage(): void {
  lineageQuestion.value = null
}
