import { BarChart, LineChart, ScatterChart, type BarSeriesOption, type LineSeriesOption, type ScatterSeriesOption } from 'echarts/charts'
import {
  AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent,
  type AriaComponentOption, type GridComponentOption, type LegendComponentOption, type MarkLineComponentOption, type TooltipComponentOption
} from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

/** What the charts are made of; nothing else of ECharts is loaded. */
export type ChartOption = echarts.ComposeOption<
  | BarSeriesOption | LineSeriesOption | ScatterSeriesOption | AriaComponentOption | GridComponentOption | LegendComponentOption
  | MarkLineComponentOption | TooltipComponentOption
>

echarts.use([BarChart, LineChart, ScatterChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, CanvasRenderer, SVGRenderer])

export { echarts }
