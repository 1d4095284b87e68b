import type { SchoolResults } from '@/api/types'

/** Four primary schools, one without a place, and one junior secondary school; made by hand. */
export const county: SchoolResults = {
  run_id: 1, area_code: '137121', total: 5, offset: 0,
  indicators: [{ id: 'L4', name: '生均教学及辅助用房面积', unit_text: '平方米/生', direction: 'at_least', stage_limits: { primary: { standard: 4.5, floor: 3.825, mean: 5 }, junior: { standard: 5.8, floor: 4.93, mean: 6 } } }],
  school_id: ['1', '2', '3', '4', '5'], name: ['一小', '二小', '三小', '四小', '一中'], stage: ['primary', 'primary', 'primary', 'primary', 'junior'], kind: ['小学', '小学', '小学', '小学', '初中'],
  county_code: ['137121', '137121', '137121', '137121', '137121'], county_name: ['青溪县', '青溪县', '青溪县', '青溪县', '青溪县'], township_code: [null, null, null, null, null], township_name: [null, null, null, null, null], lon: [100.1, 100.2, 100.3, null, 100.15], lat: [24.1, 24.2, 24.15, null, 24.12], pupils: [1470, 710, 447, 80, 900],
  verdict: ['met', 'met', 'unmet', 'met', 'met'], met: [7, 7, 4, 7, 7], values: { L4: [6.1, 4.2, null, 9, 6.5] }, states: { L4: ['met', 'floor', 'unknown', 'met', 'met'] }, hidden: []
}
