// Actors on the live map: the drawn map's own marks, moved onto it. Each leads to its entry of the list, and the entry to its marks.

import { LngLatBounds, Marker } from 'maplibre-gl';

import { addPlaces, openMap, reducedMotion } from './map';

export async function showActors(place: HTMLElement): Promise<void> {
  const dots = [...place.querySelectorAll<SVGAElement>('a[data-longitude]')];
  const bounds = new LngLatBounds();
  for (const dot of dots) bounds.extend(positionOf(dot));
  if (bounds.isEmpty()) throw new Error('Nobody to show.');
  const { map, canvasPlace } = await openMap(place, bounds, (ground) => addPlaces(ground.map));

  const marks = new Map<string, HTMLAnchorElement[]>();
  for (const dot of dots) {
    const mark = document.createElement('a');
    const entry = dot.getAttribute('href') ?? '';
    mark.href = entry;
    mark.className = `badge mark on-map ${[...dot.classList].filter((name) => name !== 'dot-mark').join(' ')}${dot.dataset.square ? ' square' : ''}`;
    mark.textContent = dot.querySelector('text')?.textContent ?? '';
    mark.title = dot.querySelector('title')?.textContent ?? '';
    mark.setAttribute('aria-label', dot.getAttribute('aria-label') ?? '');
    mark.dataset.kind = dot.dataset.kind;
    new Marker({ element: mark, offset: [Number(dot.dataset.dx), Number(dot.dataset.dy)] }).setLngLat(positionOf(dot)).addTo(map);
    marks.set(entry, [...(marks.get(entry) ?? []), mark]);
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-show-actor]')) {
    link.addEventListener('click', (event) => {
      const entry = `#${link.dataset.showActor ?? ''}`;
      const chosen = marks.get(entry);
      // Until the live map is there the drawn one is, to which the link leads by itself.
      if (!chosen || place.dataset.mapState !== 'live') return;
      event.preventDefault();
      for (const mark of [...marks.values()].flat()) mark.classList.toggle('chosen', chosen.includes(mark));
      // Whoever asks for it sees it, whatever kinds are shown.
      for (const mark of chosen) mark.classList.remove('off');
      const around = new LngLatBounds();
      for (const dot of dots) if (dot.getAttribute('href') === entry) around.extend(positionOf(dot));
      map.fitBounds(around, { padding: 60, maxZoom: 13, animate: !reducedMotion() });
      // At once: a scroll that is still under way would take whoever goes back to the entry here again.
      canvasPlace.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      chosen[0]?.focus({ preventScroll: true });
    });
  }
}

const positionOf = (dot: SVGAElement): [number, number] => [Number(dot.dataset.longitude), Number(dot.dataset.latitude)];
