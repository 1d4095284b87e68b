import type { Change, Inputs, StageId } from '@/api/types'

/** The measure that moving pupils changes. */
export const pupilsMeasure = 'pupils'

export type MeasureGroup = Inputs['measures'][number]['group']

export interface MeasureRow {
  id: string
  group: MeasureGroup
  /** County items that are made of it. */
  items: string[]
  name: string
  unit: string
  /** Counted: takes no parts. */
  isWhole: boolean
  stage: Change['stage']
  recorded: number | null
}

/** Looks into the columns of `Inputs` by school. */
export class InputTable {
  private readonly rows = new Map<string, number[]>()

  constructor(readonly inputs: Inputs) {
    inputs.school_id.forEach((id, row) => this.rows.set(id, [...(this.rows.get(id) ?? []), row]))
  }

  schools(): { id: string; name: string }[] {
    return [...this.rows].map(([id, rows]) => ({ id, name: this.inputs.name[rows[0] ?? 0] ?? id }))
  }

  name(school: string): string {
    const row = this.rows.get(school)?.[0]
    return row === undefined ? school : (this.inputs.name[row] ?? school)
  }

  /** Id of the school of which this one is a campus; null for a school by itself. */
  campusOf(school: string): string | null {
    return this.inputs.campus_of[this.rows.get(school)?.[0] ?? -1] ?? null
  }

  campuses(school: string): { id: string; name: string }[] {
    return this.schools().filter((one) => this.campusOf(one.id) === school)
  }

  measureName(id: string): string {
    return this.inputs.measures.find((measure) => measure.id === id)?.name ?? id
  }

  /** Of a measure, in words; empty where it has none. */
  unit(id: string): string {
    return this.inputs.measures.find((measure) => measure.id === id)?.unit_text ?? ''
  }

  stages(school: string): Change['stage'][] {
    return (this.rows.get(school) ?? []).map((row) => this.inputs.stage[row] ?? 'all')
  }

  recorded(school: string, stage: Change['stage'], measure: string): number | null {
    const row = this.rows.get(school)?.find((candidate) => this.inputs.stage[candidate] === stage)
    return row === undefined ? null : (this.inputs.values[measure]?.[row] ?? null)
  }

  /** What can be changed at a school, for each stage and for the whole school: what indicators are made of, of the whole school as far as it is recorded there, and what county items are made of beside, where it is recorded. */
  measures(school: string): MeasureRow[] {
    return (this.rows.get(school) ?? []).flatMap((row) =>
      this.inputs.measures
        .filter((measure) => (this.inputs.stage[row] !== 'all' && measure.group === 'indicators') || this.inputs.values[measure.id]?.[row] != null)
        .map((measure) => ({
          id: measure.id, group: measure.group, items: measure.items, name: measure.name, unit: measure.unit_text, isWhole: measure.is_whole === true, stage: this.inputs.stage[row] ?? 'all', recorded: this.inputs.values[measure.id]?.[row] ?? null
        }))
    )
  }
}

/** Pupils of a stage of a school under the changes; null where they are not known. */
export function pupilsNow(table: InputTable, changes: readonly Change[], stage: Change['stage'], school: string): number | null {
  return changes.find((one) => one.school_id === school && one.stage === stage && one.measure === pupilsMeasure)?.value ?? table.recorded(school, stage, pupilsMeasure)
}

/** How many pupils of a stage leave schools under the changes without going to another: 0 where as many or more come. */
export function pupilsUnplaced(table: InputTable, changes: readonly Change[], stage: Change['stage']): number {
  const own = changes.filter((one) => one.measure === pupilsMeasure && one.stage === stage)
  return Math.max(0, own.reduce((sum, one) => sum + (table.recorded(one.school_id, stage, pupilsMeasure) ?? one.value) - one.value, 0))
}

/** The measure to change first for a county item, of `stage` where it has any: of classes by band the one of the largest classes that has any, else the first; null where none is made of it. */
export function measureOfItem(measures: readonly MeasureRow[], item: string, valueOf: (measure: MeasureRow) => number | null, stage?: StageId): MeasureRow | null {
  const all = measures.filter((one) => one.items.includes(item))
  const staged = all.filter((one) => one.stage === stage)
  const own = staged.length > 0 ? staged : all
  const bands = own.filter((one) => one.group === 'class_bands')
  return bands.filter((one) => (valueOf(one) ?? 0) > 0).at(-1) ?? own[0] ?? null
}

/** Pupils of a stage taken from one school and given to another; null where it has fewer than asked for, or `count` is no whole number above 0. */
export function movedPupils(table: InputTable, changes: readonly Change[], stage: Change['stage'], from: string, to: string, count: number): Change[] | null {
  const left = pupilsNow(table, changes, stage, from)
  const right = pupilsNow(table, changes, stage, to)
  if (left === null || right === null || from === to || !Number.isInteger(count) || count <= 0 || count > left) return null
  return [
    { school_id: from, stage, measure: pupilsMeasure, value: left - count },
    { school_id: to, stage, measure: pupilsMeasure, value: right + count }
  ]
}

/** Upper end of a measure's slider: room for growth over what is recorded, in a round number. */
export function sliderMaximum(recorded: number | null, current: number): number {
  const most = Math.max(2 * (recorded ?? 0), current, 10)
  const power = 10 ** Math.floor(Math.log10(most))
  return Math.ceil(most / power) * power
}
