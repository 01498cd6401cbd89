import { type GeoJSONSource, type MapGeoJSONFeature, Map as MapLibre, NavigationControl, Popup, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import libraryCss from 'maplibre-gl/dist/maplibre-gl.css';
import type { MapWords } from '../elements/zone-map';
import { draw as drawMark, family, type Mark } from './marks';
import { type Layer, styleOf } from './map-style';
import ownCss from './zone-map.css';

/** Replaced by the bundler with the name of the worker's file beside this one. */
declare const MAP_WORKER: string;

export interface Layers { bounds: [number, number, number, number] | null; layers: Layer[]; }
export interface Points { marks?: Mark[]; features: PointFeature[]; }

interface PointFeature {
  id: string;
  geometry: { type: 'Point'; coordinates: [number, number] };
  properties: { kind: string; code: string; name: string; stage?: string; flag?: string; path: string; address?: string; summary: string[] };
}

export interface Options { words: MapWords; still: boolean; language: string; chosen: (id: string) => void; }

export interface Drawn {
  /** Settles when the layers can be drawn on. */
  loaded: Promise<void>;
  points(data: Points | undefined): void;
  select(id: string, move: boolean): void;
  /** Settles when nothing is left to draw. */
  drawn(): Promise<void>;
  resize(): void;
  dispose(): void;
}

/** Closer than this every point stands alone. */
const clustersUntil = 13;

let known: CSSStyleSheet[] | undefined;

/** The library's style and ours, for a shadow root. */
export function sheets(): CSSStyleSheet[] {
  return known ??= [libraryCss, ownCss].map(text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}

export function draw(box: HTMLElement, layers: Layers | undefined, options: Options): Drawn {
  // A module of the same site: no blob, so the policy of the pages holds.
  setWorkerUrl(new URL(MAP_WORKER, import.meta.url).href);
  const calm = options.still || matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = new MapLibre({
    container: box,
    style: styleOf(layers?.layers ?? [], options.language),
    ...(layers?.bounds ? { bounds: layers.bounds, fitBoundsOptions: { padding: 28 } } : { center: [104, 35], zoom: 3 }),
    localIdeographFontFamily: family,
    attributionControl: false,
    interactive: !options.still,
    cooperativeGestures: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 18,
    fadeDuration: 0,
    // Kept after drawing, so that paper gets the picture.
    canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true },
    locale: { 'Map.Title': options.words.label, 'NavigationControl.ZoomIn': options.words.zoomIn, 'NavigationControl.ZoomOut': options.words.zoomOut, 'Popup.Close': options.words.close },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  if (!options.still) {
    // The wheel belongs to the page until the map has the focus: a reader scrolls past it.
    map.scrollZoom.disable();
    map.getCanvas().addEventListener('focus', () => map.scrollZoom.enable());
    map.getCanvas().addEventListener('blur', () => map.scrollZoom.disable());
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  }
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');

  const places = new Map<string, PointFeature>();
  const marks = new Map<string, Mark>();
  let popup: Popup | undefined;
  let selected = '';
  let fitted = !!layers?.bounds;
  let failure: ((error: unknown) => void) | undefined;

  const loaded = new Promise<void>((done, failed) => {
    failure = failed;
    map.once('load', () => {
      prepare();
      done();
    });
  });
  map.on('error', event => {
    failure?.(event.error);
    console.warn('zone-map:', event.error);
  });
  function prepare(): void {
    map.addSource('points', { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, cluster: true, clusterRadius: 20, clusterMaxZoom: clustersUntil, promoteId: 'id' });
    map.addSource('chosen', { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
    map.addLayer({ id: 'chosen', type: 'circle', source: 'chosen', paint: { 'circle-radius': 20, 'circle-color': '#1b4b8f', 'circle-opacity': .18, 'circle-stroke-color': '#1b4b8f', 'circle-stroke-width': 2.5 } });
    map.addLayer({ id: 'clusters', type: 'circle', source: 'points', filter: ['has', 'point_count'],
      paint: { 'circle-color': '#fff', 'circle-stroke-color': '#1b4b8f', 'circle-stroke-width': 3, 'circle-radius': ['step', ['get', 'point_count'], 15, 10, 18, 100, 23] } });
    map.addLayer({ id: 'counts', type: 'symbol', source: 'points', filter: ['has', 'point_count'],
      layout: { 'text-field': ['to-string', ['get', 'point_count']], 'text-size': 13, 'text-allow-overlap': true, 'text-ignore-placement': true }, paint: { 'text-color': '#143a70' } });
    map.addLayer({ id: 'marks', type: 'symbol', source: 'points', filter: ['!', ['has', 'point_count']],
      layout: { 'icon-image': ['get', 'image'], 'icon-anchor': 'center', 'icon-offset': [3, -5], 'icon-allow-overlap': true, 'icon-ignore-placement': true,
        'text-field': ['step', ['zoom'], '', 12.5, ['get', 'name']], 'text-size': 11, 'text-offset': [0, 1.5], 'text-anchor': 'top', 'text-max-width': 9, 'text-optional': true },
      paint: { 'text-color': '#1d2530', 'text-halo-color': '#fff', 'text-halo-width': 1.5 } });
    for (const layer of ['marks', 'clusters']) {
      map.on('mouseenter', layer, () => { map.getCanvas().style.cursor = 'pointer'; });
      map.on('mouseleave', layer, () => { map.getCanvas().style.cursor = ''; });
    }
    map.on('click', 'marks', event => choose(event.features?.[0]));
    map.on('click', 'clusters', event => {
      const cluster = event.features?.[0];
      if (!cluster) return;
      void (map.getSource('points') as GeoJSONSource).getClusterExpansionZoom(Number(cluster.properties.cluster_id)).then(zoom =>
        move((cluster.geometry as unknown as { coordinates: [number, number] }).coordinates, Math.min(zoom + .2, 17)));
    });
  }

  function choose(feature: MapGeoJSONFeature | undefined): void {
    const id = feature ? String(feature.properties.id) : '';
    if (!places.has(id)) return;
    select(id, false);
    options.chosen(id);
  }

  function move(center: [number, number], zoom: number): void {
    if (calm) map.jumpTo({ center, zoom });
    else map.easeTo({ center, zoom, duration: 500 });
  }

  function select(id: string, go: boolean): void {
    popup?.remove();
    popup = undefined;
    selected = id;
    const place = places.get(id);
    (map.getSource('chosen') as GeoJSONSource | undefined)?.setData(place ? place.geometry : { type: 'FeatureCollection', features: [] });
    if (!place) return;
    if (go) move(place.geometry.coordinates, Math.max(map.getZoom(), clustersUntil + 1.2));
    popup = new Popup({ closeOnClick: true, focusAfterOpen: false, maxWidth: '18rem', offset: 20 }).setLngLat(place.geometry.coordinates).setDOMContent(telling(place)).addTo(map);
    const mine = popup;
    popup.on('close', () => {
      if (popup !== mine) return;
      popup = undefined;
      select('', false);
      options.chosen('');
    });
  }

  function telling(place: PointFeature): HTMLElement {
    const content = document.createElement('div');
    const { name, code, stage, flag, kind, summary, address, path } = place.properties;
    const title = document.createElement('strong');
    title.textContent = name;
    content.append(title);
    const said = [code, marks.get(`${kind}|stage|${stage}`)?.name, marks.get(`${kind}|flag|${flag}`)?.name].filter(Boolean).join(' · ');
    for (const text of [said, ...summary, address ?? '']) {
      if (!text) continue;
      const line = document.createElement('p');
      line.textContent = text;
      content.append(line);
    }
    const link = document.createElement('a');
    link.href = path;
    link.textContent = options.words.open;
    content.append(link);
    return content;
  }

  return {
    loaded,
    points(data) {
      failure = undefined;
      places.clear();
      for (const mark of data?.marks ?? []) marks.set(`${mark.kind}|${mark.group}|${mark.code}`, mark);
      const features = (data?.features ?? []).map(f => {
        places.set(f.id, f);
        const { kind, stage, flag, name } = f.properties;
        const image = `mark|${kind}|${stage ?? ''}|${flag ?? ''}`;
        if (!map.hasImage(image)) map.addImage(image, drawMark(marks.get(`${kind}|stage|${stage}`), marks.get(`${kind}|flag|${flag}`)), { pixelRatio: 1.55 });
        return { type: 'Feature' as const, geometry: f.geometry, properties: { id: f.id, name, image } };
      });
      (map.getSource('points') as GeoJSONSource).setData({ type: 'FeatureCollection', features });
      if (!fitted && features.length > 0) {
        // Without layers the points themselves say where to look.
        const [x, y] = [features.map(f => f.geometry.coordinates[0]), features.map(f => f.geometry.coordinates[1])];
        map.fitBounds([Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)], { padding: 48, maxZoom: 14, animate: false });
        fitted = true;
      }
      if (selected) select(places.has(selected) ? selected : '', false);
    },
    select(id, go) {
      void loaded.then(() => select(id, go), () => undefined);
    },
    drawn: () => new Promise(done => {
      if (map.loaded() && map.areTilesLoaded()) map.once('render', () => done());
      else map.once('idle', () => done());
      map.triggerRepaint();
    }),
    resize: () => map.resize(),
    dispose() {
      popup = undefined;
      map.remove();
    },
  };
}
