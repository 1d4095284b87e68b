import { axisLook, baseOption, type ChartStyle } from './chart_base'
import type { ChartOption } from './echarts_parts'

/** Pupils by grade (rows, the lowest first) and year (columns): a cohort runs up from left to right. */
export interface CohortView {
  years: string[]
  grades: string[]
  /** [grade][year]. */
  pupils: (number | null)[][]
  /** Years that are known; those behind them are forecast. */
  knownYears: number
  words: { unit: string; forecast: string }
}

/** A Lexis map: the stronger a field's colour, the more pupils; the number stands in it where there is room. */
export function cohortOption(view: CohortView, style: ChartStyle): ChartOption {
  const colours = style.palette
  const isDark = colours.ground !== '#ffffff'
  const cells = view.pupils.flatMap((row, grade) => row.flatMap((pupils, year) => (pupils === null ? [] : [[year, grade, pupils] as [number, number, number]])))
  const counts = cells.map(([, , pupils]) => pupils)
  const least = Math.min(...counts)
  const most = Math.max(...counts)
  return {
    ...baseOption(style),
    grid: { left: 12, right: 16, top: 8, bottom: 8, containLabel: true },
    legend: { show: false },
    tooltip: {
      trigger: 'item', renderMode: 'richText', confine: true,
      formatter: (hit) => {
        const [year, grade, pupils] = (Array.isArray(hit) ? hit[0]?.value : hit.value) as [number, number, number]
        return `${view.grades[grade] ?? ''}\n${view.years[year] ?? ''}${year >= view.knownYears ? ` (${view.words.forecast})` : ''}\n${style.number(pupils, 0)} ${view.words.unit}`
      }
    },
    xAxis: { type: 'category', data: view.years.map((year, at) => (at < view.knownYears ? year : `${year}\n${view.words.forecast}`)), position: 'top', ...axisLook(style) },
    yAxis: { type: 'category', data: view.grades, ...axisLook(style) },
    visualMap: { show: false, min: least, max: most > least ? most : least + 1, dimension: 2, inRange: { color: isDark ? ['#10293c', '#1c4f72', '#2f759f'] : ['#f4f9fd', '#9fcae6', '#5a9fcb'] } },
    series: [
      {
        type: 'heatmap',
        data: cells,
        label: { show: view.years.length <= 14, fontSize: 11, color: isDark ? '#f2f8fc' : '#0c2233', formatter: (hit) => style.number((hit.value as [number, number, number])[2], 0) },
        itemStyle: { borderColor: colours.ground, borderWidth: 1 }
      }
    ]
  }
}
