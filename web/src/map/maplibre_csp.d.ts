// The build of MapLibre GL whose worker is a file of its own, so that the page needs no blob: in its policy.
declare module 'maplibre-gl/dist/maplibre-gl-csp' {
  import maplibregl from 'maplibre-gl'
  export default maplibregl
}
