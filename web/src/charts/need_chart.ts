import { axisLook, baseOption, legendHeight, type ChartStyle } from './chart_base'
import type { ChartOption } from './echarts_parts'

/** Teachers needed, against those on post, year by year; one entry per year, null where it is not known. */
export interface NeedView {
  years: string[]
  primary: (number | null)[]
  junior: (number | null)[]
  onPost: (number | null)[]
  /** Of those on post today, who has not retired by the year. */
  staying: (number | null)[]
  words: { primary: string; junior: string; onPost: string; staying: string; unit: string }
}

/** Need by stage as stacked bars, those on post as lines; the second stage is hatched, the lines differ in symbol and dash. */
export function needOption(view: NeedView, style: ChartStyle): ChartOption {
  const colours = style.palette
  const hatch = { itemStyle: { decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4, color: 'rgba(255,255,255,.55)' } } }
  const bars = [{ name: view.words.primary, data: view.primary, look: {} }, { name: view.words.junior, data: view.junior, look: hatch }].filter((bar) => bar.data.some((value) => value !== null && value !== 0))
  const isTold = (line: (number | null)[]): boolean => line.some((value) => value !== null)
  const names = [...bars.map((bar) => bar.name), ...(isTold(view.onPost) ? [view.words.onPost] : []), ...(isTold(view.staying) ? [view.words.staying] : [])]
  return {
    ...baseOption(style),
    grid: { left: 12, right: 28, top: 40 + legendHeight(names, style.width), bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, valueFormatter: (value) => style.number(typeof value === 'number' ? value : null, 0) },
    xAxis: { type: 'category', data: view.years, ...axisLook(style) },
    yAxis: { type: 'value', min: 0, ...axisLook(style), name: view.words.unit, nameTextStyle: { color: colours.text, align: 'left' }, axisLabel: { ...axisLook(style).axisLabel, formatter: (value: number) => style.number(value, 0) } },
    series: [
      ...bars.map((bar, at) => ({ type: 'bar' as const, name: bar.name, stack: 'need', barMaxWidth: 42, color: colours.series[at], data: bar.data, ...bar.look })),
      ...(isTold(view.onPost) ? [{ type: 'line' as const, name: view.words.onPost, data: view.onPost, symbol: 'circle', symbolSize: 7, color: colours.text, lineStyle: { width: 2, color: colours.text } }] : []),
      ...(isTold(view.staying) ? [{ type: 'line' as const, name: view.words.staying, data: view.staying, symbol: 'emptyTriangle', symbolSize: 9, color: colours.limit, lineStyle: { width: 2, type: 'dashed' as const, color: colours.limit } }] : [])
    ]
  }
}
