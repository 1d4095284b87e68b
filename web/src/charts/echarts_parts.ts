import { BarChart, HeatmapChart, LineChart, ScatterChart, type BarSeriesOption, type HeatmapSeriesOption, type LineSeriesOption, type ScatterSeriesOption } from 'echarts/charts'
import {
  AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent,
  type AriaComponentOption, type GridComponentOption, type LegendComponentOption, type MarkLineComponentOption, type TooltipComponentOption, type VisualMapComponentOption
} from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

/** What the charts are made of; nothing else of ECharts is loaded. */
export type ChartOption = echarts.ComposeOption<
  | BarSeriesOption | HeatmapSeriesOption | LineSeriesOption | ScatterSeriesOption | AriaComponentOption | GridComponentOption | LegendComponentOption
  | MarkLineComponentOption | TooltipComponentOption | VisualMapComponentOption
>

echarts.use([BarChart, HeatmapChart, LineChart, ScatterChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent, CanvasRenderer, SVGRenderer])

export { echarts }
