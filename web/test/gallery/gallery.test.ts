import { describe, expect, it } from 'vitest'
import type { ChartStyle } from '@/charts/chart_base'
import { cohortOption } from '@/charts/cohort_chart'
import { countsOption } from '@/charts/county_counts_chart'
import { cvOption } from '@/charts/cv_chart'
import { distributionOption } from '@/charts/distribution_chart'
import { echarts, type ChartOption } from '@/charts/echarts_parts'
import { fanOption } from '@/charts/fan_chart'
import { needOption } from '@/charts/need_chart'
import { palette } from '@/charts/palette'
import { scatterMapOption } from '@/charts/scatter_map_chart'
import { shareOption } from '@/charts/share_chart'
import { trendOption } from '@/charts/trend_chart'
import { formatFixed, formatNumber } from '@/format/numbers'
import { mapSvg } from '@/map/map_svg'
import { mapView } from '@/map/map_view'
import { county } from '../county'

const stateNames = { met: '达到', floor: '低于标准、不低于底线', unmet: '未达到', unknown: '无数值', none: '不作判定' }

/** One picture per chart, with a missing value, a miss and a limit in each; light and dark. */
const gallery: Record<string, (style: ChartStyle) => ChartOption> = {
  cv: (style) => cvOption({ series: ['差异系数'], limitName: '限值', unknownWord: '无数值', bars: [{ name: 'L1 教师', values: [0.354], limit: 0.5, states: ['met'] }, { name: 'L7 多媒体教室', values: [0.592], limit: 0.5, states: ['unmet'] }, { name: 'L2 骨干教师', values: [null], limit: 0.5, states: ['unknown'] }] }, style),
  cv_pair: (style) => cvOption({ series: ['改动前', '改动后'], limitName: '限值', unknownWord: '无数值', bars: [{ name: 'L7 多媒体教室', values: [0.592, 0.481], limit: 0.5, states: ['unmet', 'met'] }] }, style),
  trend: (style) => trendOption({ years: ['2022/23', '2023/24', '2024/25'], lines: [{ name: 'L1', values: [0.36, null, 0.354] }, { name: 'L7', values: [0.61, 0.607, 0.592] }], limit: 0.5, limitName: '限值', unit: '差异系数', decimals: 3 }, style),
  distribution: (style) => distributionOption({ points: [{ name: '一小', value: 6.1, pupils: 1470, state: 'met' }, { name: '二小', value: 4.2, pupils: 710, state: 'floor' }, { name: '三小', value: 3.1, pupils: null, state: 'unmet' }], stateNames, unit: '平方米/生', pupilsName: '学生数', standard: 4.5, mean: 5, standardName: '学校标准', meanName: '均值', decimals: 2 }, style),
  share: (style) => shareOption({ name: '占差异', bars: [{ name: '白塔乡梨坪小学', share: 0.239 }, { name: '城关第一小学', share: 0.232 }] }, style),
  county_counts: (style) => countsOption({ areas: [{ name: '甲市', met: 3, unmet: 5, unknown: 1 }, { name: '乙市', met: 0, unmet: 2, unknown: 0 }], words: { met: '达标', unmet: '未达标', unknown: '无法判定' } }, style),
  fan: (style) => fanOption({ years: ['2022/23', '2023/24', '2024/25', '2025/26', '2026/27'], known: [1510, null, 1460, null, null], middle: [null, null, null, 1402, 1350], low: [null, null, null, 1370, 1290], high: [null, null, null, 1436, 1412], unmoved: [null, null, null, 1420, 1391], words: { known: '实际', forecast: '预测', band: '80% 区间', unmoved: '不调整时的预测', unit: '人' } }, style),
  cohorts: (style) => cohortOption({ years: ['2024/25', '2025/26', '2026/27'], grades: ['1 年级', '2 年级'], pupils: [[120, 114.9, 109.2], [99, null, 105.5]], knownYears: 1, words: { unit: '人', forecast: '预测' } }, style),
  need: (style) => needOption({ years: ['2025/26', '2026/27', '2027/28'], primary: [212.4, 205.1, null], junior: [120.6, 126.2, null], onPost: [318, 318, 318], staying: [311.5, 304.2, 296], words: { primary: '小学需要', junior: '初中需要', onPost: '现有教师', staying: '现有教师减去到期退休', unit: '人' } }, style),
  scatter_map: (style) => scatterMapOption(mapView(county, 'primary', 'verdict', { state: stateNames, title: '示范县', missing: '无数值', range: (from, to) => `${from}–${to}` }, style.palette), style)
}

function draw(option: ChartOption): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 640, height: 320 })
  chart.setOption(option)
  const svg = chart.renderToSVGString()
  chart.dispose()
  // Ids count up over all charts of a process; here over those of the picture.
  const ids = new Map<string, string>()
  return svg.replace(/zr\d+-[a-z]+-?\d+/g, (id) => ids.get(id) ?? (ids.set(id, `id-${ids.size}`), `id-${ids.size - 1}`)).replaceAll('><', '>\n<')
}

describe('gallery', () => {
  it('map', async () => {
    const view = mapView(county, 'primary', 'verdict', { state: stateNames, title: '示范县', missing: '无数值', range: (from, to) => `${from}–${to}` }, palette(false))
    const square = { type: 'FeatureCollection' as const, features: [{ type: 'Feature', properties: { code: '137121' }, geometry: { type: 'Polygon', coordinates: [[[100, 24], [100.3, 24], [100.3, 24.3], [100, 24.3], [100, 24]]] } }] }
    await expect(mapSvg(view, square).replaceAll('><', '>\n<')).toMatchFileSnapshot('./map.svg')
  })
  for (const [name, option] of Object.entries(gallery))
    for (const isDark of [false, true])
      it(`${name}${isDark ? ' dark' : ''}`, async () => {
        const svg = draw(option({ palette: palette(isDark), number: formatNumber, fixed: formatFixed }))
        expect(svg).not.toMatch(/NaN|undefined/)
        expect(svg, 'a quote inside an attribute').not.toMatch(/="[^"<]*"[^\s/>?]/)
        await expect(svg).toMatchFileSnapshot(`./${name}${isDark ? '.dark' : ''}.svg`)
      })
})
