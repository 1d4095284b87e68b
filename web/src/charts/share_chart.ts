import { axisLook, baseOption, type ChartStyle } from './chart_base'
import type { ChartOption } from './echarts_parts'

export interface ShareView {
  name: string
  /** Largest first; shares of 1. */
  bars: { name: string; share: number }[]
}

/** Shares of a whole as bars: which schools make the inequality. */
export function shareOption(view: ShareView, style: ChartStyle): ChartOption {
  return {
    ...baseOption(style),
    legend: { show: false },
    grid: { left: 12, right: 56, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', min: 0, ...axisLook(style), axisLabel: { formatter: (value: number) => `${Math.round(value * 100)}%`, color: style.palette.text } },
    yAxis: { type: 'category', inverse: true, data: view.bars.map((bar) => bar.name), ...axisLook(style), axisLabel: { color: style.palette.text, width: 150, overflow: 'truncate' } },
    series: [
      {
        type: 'bar',
        name: view.name,
        barMaxWidth: 16,
        color: style.palette.series[0],
        data: view.bars.map((bar) => ({ value: bar.share, label: { show: true, position: 'right' as const, color: style.palette.text, formatter: `${style.number(bar.share * 100, 1)}%` } }))
      }
    ]
  }
}
