import { describe, expect, it } from 'vitest'
import { palette } from '@/charts/palette'
import { mapView, quantileEdges } from '@/map/map_view'
import { mapSvg, scaleBarMetres } from '@/map/map_svg'
import { county } from '../county'

const words = { state: { met: '达到', floor: '底线', unmet: '未达到', unknown: '无', none: '不判' }, title: '县', missing: '无', range: (from: number, to: number) => `${from}-${to}` }

describe('mapView', () => {
  it('groups schools by verdict, leaves out empty classes and counts those without a place', () => {
    const view = mapView(county, 'primary', 'verdict', words, palette(false))
    expect(view.classes.map((group) => [group.label, group.count])).toEqual([['达到', 2], ['未达到', 1]])
    expect(view.withoutPlace).toBe(1)
    expect(view.points.map((point) => view.classes[point.group]?.label)).toEqual(['达到', '达到', '未达到'])
  })
  it('groups by the state of an indicator', () => {
    const view = mapView(county, 'primary', 'state:L4', words, palette(false))
    expect(view.classes.map((group) => group.label)).toEqual(['达到', '底线', '无'])
  })
  it('groups by value, missing apart', () => {
    const view = mapView(county, 'primary', 'value:L4', words, palette(false))
    expect(view.classes.map((group) => group.label)).toContain('无')
    expect(view.classes.reduce((sum, group) => sum + group.count, 0)).toBe(3)
  })
  it('takes only the stage asked for', () => expect(mapView(county, 'junior', 'verdict', words, palette(false)).points).toHaveLength(1))
  it('is drawn as SVG with legend and scale', () => {
    const svg = mapSvg(mapView(county, 'primary', 'verdict', words, palette(false)), null)
    expect(svg).toContain('达到 (2)')
    expect(svg).toMatch(/\d+ k?m</)
  })
})

describe('quantileEdges', () => {
  it('is empty without values', () => expect(quantileEdges([], 5)).toEqual([]))
  it('falls together where all are equal', () => expect(quantileEdges([2, 2, 2], 5)).toEqual([2, 2]))
  it('has as many schools in each class', () => expect(quantileEdges([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5)).toEqual([0, 2, 4, 6, 8, 10]))
})

describe('scaleBarMetres', () => {
  it('is 1, 2 or 5 times a power of ten', () => {
    expect(scaleBarMetres(10)).toBe(1000)
    expect(scaleBarMetres(13)).toBe(2000)
    expect(scaleBarMetres(100)).toBe(10_000)
  })
})
