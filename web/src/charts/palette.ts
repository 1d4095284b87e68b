/** Colours that stay apart for the colour-blind (after Okabe and Ito); each goes with a shape of its own. */
export interface Palette {
  met: string
  floor: string
  unmet: string
  unknown: string
  none: string
  series: string[]
  text: string
  ground: string
  line: string
  limit: string
}

const states = { met: '#0072b2', floor: '#b88700', unmet: '#d55e00', unknown: '#7a7a7a', none: '#a0a0a0' }

export function palette(isDark: boolean): Palette {
  return isDark
    ? { ...states, met: '#56b4e9', floor: '#f0c54a', unmet: '#ff8c42', unknown: '#a8a8a8', none: '#8a8a8a', series: ['#56b4e9', '#ff8c42', '#4fd1a5', '#e6a0c8', '#f0e442', '#9aa7ff', '#c9c9c9', '#d8b48a'], text: '#d7dbe0', ground: '#181d23', line: '#4a5058', limit: '#ff6b6b' }
    : { ...states, series: ['#0072b2', '#d55e00', '#00805c', '#a84a85', '#806600', '#4b4fc4', '#555555', '#7a4a1a'], text: '#2b3440', ground: '#ffffff', line: '#d3d8de', limit: '#b3261e' }
}

/** Five steps from low to high for values without a limit (viridis, cut so that every step is seen on white and on black). */
export const quantileColours = ['#443a83', '#31688e', '#21918c', '#35b779', '#c4b41c']

/** Shapes of ECharts, and of the map's own icons. */
export const stateShapes = { met: 'circle', floor: 'diamond', unmet: 'triangle', unknown: 'rect', none: 'emptyCircle' } as const
