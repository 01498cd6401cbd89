import type { GeoJSONSourceSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';

export interface Layer { code: string; name: string; features: GeoJSONSourceSpecification['data']; bounds: [number, number, number, number]; }

const ink = '#1d2530';
const fills: Record<string, string> = { boundary: '#fbfaf6', water: '#cfe1f0', parks: '#e3ebda', plots: '#f3ead6' };
const lines: Record<string, string> = { boundary: '#59616d', water: '#9dbfdb', parks: '#8ea277', plots: '#b79a5c', roads: '#9aa1ab' };

/** The style of a map that needs nothing from elsewhere: glyphs are drawn from the machine's own fonts. */
export function styleOf(layers: readonly Layer[], language: string): StyleSpecification {
  const sources: StyleSpecification['sources'] = {};
  const drawn: LayerSpecification[] = [{ id: 'paper', type: 'background', paint: { 'background-color': '#eef0f3' } }];
  const labels: LayerSpecification[] = [];
  for (const layer of layers) {
    const source = `layer-${layer.code}`;
    sources[source] = { type: 'geojson', data: layer.features };
    if (layer.code !== 'roads') {
      drawn.push({ id: `${source}-fill`, type: 'fill', source, filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': fills[layer.code] ?? '#e6e2ef', 'fill-opacity': layer.code in fills ? .95 : .6 } });
    }
    if (layer.code === 'roads') drawn.push({ id: `${source}-edge`, type: 'line', source, layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': '#9aa1ab', 'line-width': 5 } });
    drawn.push({
      id: `${source}-line`, type: 'line', source, layout: { 'line-join': 'round' },
      paint: layer.code === 'roads' ? { 'line-color': '#fff', 'line-width': 3 }
        : { 'line-color': lines[layer.code] ?? '#7d76a0', 'line-width': layer.code === 'boundary' ? 2 : 1, ...(layer.code === 'boundary' ? { 'line-dasharray': [4, 2] } : {}) },
    });
    drawn.push({ id: `${source}-dot`, type: 'circle', source, filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 3, 'circle-color': lines[layer.code] ?? '#59616d' } });
    // The boundary's own name stands above the map already.
    if (layer.code !== 'boundary') {
      labels.push({
        id: `${source}-label`, type: 'symbol', source,
        layout: {
          'text-field': language.startsWith('zh') ? ['get', 'name'] : ['coalesce', ['get', 'nameEn'], ['get', 'name']],
          'text-size': layer.code === 'parks' ? 12 : 11, 'text-max-width': 8, 'text-padding': 4, 'symbol-placement': layer.code === 'roads' ? 'line' : 'point',
        },
        paint: { 'text-color': layer.code === 'water' ? '#2f6391' : layer.code === 'roads' ? '#59616d' : ink, 'text-halo-color': '#fff', 'text-halo-width': 1.25 },
      });
    }
  }
  return { version: 8, sources, layers: [...drawn, ...labels] };
}
