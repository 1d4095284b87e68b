import type { Change, ItemFill, StageId, WhatIfResult } from '@/api/types'
import { measureOfItem, pupilsMeasure, type InputTable } from './input_table'

/** A county item that a school keeps from being met. */
export interface SchoolItem {
  id: string
  name: string
  /** Of the school's classes, where the item tells its stages apart. */
  stage?: StageId
  text: string
  /** Changes of figures of schools do not reach its verdict. */
  isFixed: boolean
  canEdit: boolean
  /** What would end that; null where no figures of the school alone would. */
  fill: ItemFill['changes'] | null
  /** Pupils above the limit, where the item is of pupils alone and others than the school would have to take them. */
  surplus: number | null
}

const stageId = (stage: string | undefined): StageId | undefined => (stage === 'primary' || stage === 'junior' ? stage : undefined)

/** The county items that `school` keeps from being met, in the order of the standard; what fills an item stands at its first line. */
export function itemsOfSchool(result: WhatIfResult, table: InputTable, school: string): SchoolItem[] {
  const measures = table.measures(school)
  return result.after.items.flatMap((item) => {
    const own = (item.offenders ?? []).filter((one) => one.school_id === school && one.verdict === 'unmet')
    const fill = result.item_fills?.find((one) => one.id === item.id)?.changes ?? null
    const made = table.inputs.measures.filter((one) => one.items.includes(item.id))
    const isOfPupils = made.length > 0 && made.every((one) => one.id === pupilsMeasure)
    return own.map((one, at) => ({
      id: item.id, name: item.name, stage: stageId(one.stage), text: one.text ?? '',
      isFixed: result.not_recomputed.some((other) => other.id === item.id),
      canEdit: measureOfItem(measures, item.id, (measure) => measure.recorded, stageId(one.stage)) !== null,
      fill: at === 0 && fill !== null && fill.length > 0 ? fill : null,
      surplus: fill === null && isOfPupils && one.value !== null && one.limit !== null && one.value > one.limit ? Math.ceil(one.value - one.limit) : null
    }))
  })
}

/** The changes of an item's fill that tell their value. */
export const fillChanges = (fill: ItemFill['changes']): Change[] =>
  fill.flatMap((one) => (one.value === null ? [] : [{ school_id: one.school_id, stage: one.stage, measure: one.measure, value: one.value }]))
