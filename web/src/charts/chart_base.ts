import type { ChartOption } from './echarts_parts'
import type { Palette } from './palette'

/** Words and colours that every chart takes from outside, so that an option depends on nothing else. */
export interface ChartStyle {
  palette: Palette
  /** At most so many decimals. */
  number: (value: number | null, decimals: number) => string
  /** Just so many decimals. */
  fixed: (value: number | null, decimals: number) => string
}

/** Grid, text and tooltip shared by all charts. Tooltips are drawn, not HTML: the page's rules forbid inline styles. */
export function baseOption(style: ChartStyle): ChartOption {
  return {
    animation: false,
    textStyle: { color: style.palette.text, fontFamily: 'system-ui, Noto Sans CJK SC, Microsoft YaHei, sans-serif', fontSize: 12 },
    grid: { left: 12, right: 28, top: 36, bottom: 12, containLabel: true },
    tooltip: { trigger: 'item', renderMode: 'richText', confine: true },
    legend: { top: 0, left: 0, textStyle: { color: style.palette.text }, type: 'plain', itemGap: 14 }
  }
}

export const axisLook = (style: ChartStyle) => ({
  axisLine: { lineStyle: { color: style.palette.line } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: style.palette.line, opacity: 0.5 } },
  axisLabel: { color: style.palette.text, hideOverlap: true },
  nameTextStyle: { color: style.palette.text }
})
