/** Heights of rows that differ, as they are on a phone where texts wrap: a row that was never drawn counts with the mean of those that were. */
export class RowHeights {
  private readonly heights: Float32Array
  private isMeasured = false

  constructor(rowCount: number, estimate: number) {
    this.heights = new Float32Array(rowCount).fill(estimate)
  }

  /** Heights of rows as they were drawn; whether anything is another than before. */
  measure(drawn: readonly { row: number; height: number }[]): boolean {
    const sound = drawn.filter(({ row, height }) => height > 0 && row < this.heights.length)
    if (sound.length === 0) return false
    if (!this.isMeasured) this.heights.fill(sound.reduce((sum, one) => sum + one.height, 0) / sound.length)
    let isOther = !this.isMeasured
    this.isMeasured = true
    for (const { row, height } of sound) {
      if (this.heights[row] === height) continue
      this.heights[row] = height
      isOther = true
    }
    return isOther
  }

  /** Where the row of each position begins, and the end of the last one. */
  offsets(rows: Int32Array): Float64Array {
    const offsets = new Float64Array(rows.length + 1)
    for (let position = 0; position < rows.length; ++position) offsets[position + 1] = offsets[position]! + (this.heights[rows[position]!] ?? 0)
    return offsets
  }
}

/** The position of the row at `top` pixels; of the last row beyond the end. */
export function positionAt(offsets: Float64Array, top: number): number {
  let low = 0
  let high = Math.max(0, offsets.length - 2)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (offsets[middle]! <= top) low = middle
    else high = middle - 1
  }
  return low
}

/** First and one past the last row to draw for a scroll position. */
export function windowAt(offsets: Float64Array, scrollTop: number, height: number, spare = 8): { first: number; end: number } {
  const count = offsets.length - 1
  return { first: Math.max(0, positionAt(offsets, scrollTop) - spare), end: Math.min(count, positionAt(offsets, scrollTop + height) + 1 + spare) }
}
