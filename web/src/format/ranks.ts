/** Places from the best on: equal values share a place and leave the next ones free (1, 2, 2, 4); a missing value has none. */
export function ranksOf(values: readonly (number | null)[], isHighBest: boolean): (number | null)[] {
  const known = values.filter((value): value is number => value !== null).sort((a, b) => (isHighBest ? b - a : a - b))
  const places = new Map<number, number>()
  known.forEach((value, at) => places.has(value) || places.set(value, at + 1))
  return values.map((value) => (value === null ? null : (places.get(value) ?? null)))
}
