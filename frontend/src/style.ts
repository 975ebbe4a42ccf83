// How the district is drawn: land, outlines, streets by rank, names. All text is drawn from fonts
// of the device (a style without `glyphs`), so no glyph server is needed for any script.
import type {
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
} from "maplibre-gl";

import type { Colours, Place, Settings } from "./settings";

const FONT = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "sans-serif"];
/** How the sources of base maps begin. */
export const BASEMAP = "basemap-";
/** The closest tiles that base maps are sure to have; closer up they are enlarged. */
const BASEMAP_MAX_ZOOM = 18;
/** From this zoom on streets are light with an edge, from afar they are lines. */
const CASED_FROM = 13.5;
const RANKS = ["path", "minor", "middle", "major"] as const;
type Rank = (typeof RANKS)[number];
/** Width of a street in pixels at zoom 10, 14 and 18. */
const WIDTHS: Record<Rank, [number, number, number]> = {
  path: [0.3, 0.8, 3],
  minor: [0.4, 1.6, 12],
  middle: [0.8, 3, 18],
  major: [1.4, 4.5, 24],
};

export function createStyle(
  settings: Settings,
  places: Place[],
  isDark: boolean,
): StyleSpecification {
  const colours = settings.colours[isDark ? "dark" : "light"];
  return {
    version: 8,
    sources: {
      ...(settings.tiles && {
        district: {
          type: "vector" as const,
          tiles: [new URL(settings.tiles, location.href).href.replace(/%7B/g, "{").replace(/%7D/g, "}")],
          minzoom: settings.min_zoom,
          maxzoom: settings.max_zoom,
          bounds: settings.bounds,
        },
      }),
      ...Object.fromEntries(
        (settings.basemap ?? []).map((address, at) => [
          basemapSource(at),
          { type: "raster" as const, tiles: [address], tileSize: 256, maxzoom: BASEMAP_MAX_ZOOM },
        ]),
      ),
      routes: { type: "geojson", data: describeRoutes(settings) },
      listed: { type: "geojson", data: describePlaces(places) },
    },
    layers: [
      { id: "land", type: "background", paint: { "background-color": colours.land } },
      // Our own map lies below base maps, so that it is seen wherever these are not.
      ...(settings.tiles ? districtLayers(settings, colours) : []),
      ...(settings.basemap ?? []).map((_, at) => ({
        id: basemapSource(at),
        type: "raster" as const,
        source: basemapSource(at),
      })),
      ...(settings.tiles && settings.basemap ? [outlineLayer(colours, "outlines-above")] : []),
      ...routeLayers(colours),
      nameLayer("listed-names", "listed", ["get", "name"], colours, {
        minzoom: 12.5,
        size: 13,
        offset: 1.5,
      }),
    ],
  };
}

function basemapSource(at: number): string {
  return `${BASEMAP}${at}`;
}

function outlineLayer(colours: Colours, id: string): LayerSpecification {
  return {
    id,
    type: "line",
    source: "district",
    "source-layer": "areas",
    layout: { "line-join": "round" },
    paint: {
      "line-color": colours.outline,
      "line-width": ["match", ["get", "kind"], "district", 1.6, 0.8],
      "line-dasharray": [3, 2],
    },
  };
}

function districtLayers(settings: Settings, colours: Colours): LayerSpecification[] {
  const ofDistrict: ExpressionSpecification = ["==", ["get", "kind"], "district"];
  const name: ExpressionSpecification = [
    "coalesce",
    ["get", `name_${settings.language}`],
    ["get", "name_zh"],
  ];
  return [
    {
      id: "district",
      type: "fill",
      source: "district",
      "source-layer": "areas",
      filter: ofDistrict,
      paint: { "fill-color": colours.district },
    },
    ...RANKS.filter((rank) => rank !== "path").map((rank) => street(rank, colours, true)),
    ...RANKS.map((rank) => street(rank, colours, false)),
    outlineLayer(colours, "outlines"),
    streetNames(name, colours),
    {
      ...nameLayer("area-names", "district", name, colours, { minzoom: 9.5, size: 13, offset: 0 }),
      "source-layer": "area_names",
    } as LayerSpecification,
  ];
}

function street(rank: Rank, colours: Colours, isCasing: boolean): LayerSpecification {
  const [far, middle, near] = WIDTHS[rank].map((width) => width + (isCasing ? 1.2 : 0)) as [
    number,
    number,
    number,
  ];
  return {
    id: `${rank}${isCasing ? "-casing" : ""}`,
    type: "line",
    source: "district",
    "source-layer": "streets",
    minzoom: isCasing ? CASED_FROM : 0,
    filter: ["==", ["get", "rank"], rank],
    layout: { "line-cap": "round", "line-join": "round" },
    paint: {
      "line-color": isCasing
        ? colours.casing
        : rank === "path"
          ? colours.path
          : ["step", ["zoom"], colours.far, CASED_FROM, colours.near],
      "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 10, far, 14, middle, 18, near],
    },
  };
}

/** Names along their streets; where two have no room, that of the more important street stays. */
function streetNames(name: ExpressionSpecification, colours: Colours): LayerSpecification {
  return {
    id: "street-names",
    type: "symbol",
    source: "district",
    "source-layer": "street_names",
    minzoom: 12,
    layout: {
      "symbol-placement": "line",
      "symbol-spacing": 320,
      "symbol-sort-key": ["match", ["get", "rank"], "major", 0, "middle", 1, "minor", 2, 3],
      "text-field": name,
      "text-font": FONT,
      "text-size": 11.5 * scaleOfText(),
      "text-max-angle": 30,
      "text-padding": 12,
    },
    paint: {
      "text-color": colours.label,
      "text-halo-color": colours.halo,
      "text-halo-width": 1.4,
    },
  };
}

function routeLayers(colours: Colours): LayerSpecification[] {
  const layout = { "line-cap": "round", "line-join": "round" } as const;
  return [
    {
      id: "route-edge",
      type: "line",
      source: "routes",
      layout,
      paint: { "line-color": colours.route_edge, "line-width": 8 },
    },
    {
      id: "route",
      type: "line",
      source: "routes",
      layout,
      paint: { "line-color": colours.route, "line-width": 5 },
    },
  ];
}

function nameLayer(
  id: string,
  source: string,
  name: ExpressionSpecification,
  colours: Colours,
  { minzoom, size, offset }: { minzoom: number; size: number; offset: number },
): LayerSpecification {
  return {
    id,
    type: "symbol",
    source,
    minzoom,
    layout: {
      "text-field": name,
      "text-font": FONT,
      "text-size": size * scaleOfText(),
      "text-max-width": 9,
      "text-padding": 6,
      ...(offset ? { "text-anchor": "top" as const, "text-offset": [0, offset] } : {}),
    },
    paint: {
      "text-color": colours.label,
      "text-halo-color": colours.halo,
      "text-halo-width": 1.6,
    },
  };
}

/** How much larger text is on the page than usual. */
function scaleOfText(): number {
  return Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);
}

function describeRoutes(settings: Settings): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: settings.routes.map((coordinates) => ({
      type: "Feature",
      properties: {},
      geometry: { type: "LineString", coordinates },
    })),
  };
}

function describePlaces(places: Place[]): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: places.map((place) => ({
      type: "Feature",
      properties: { name: place.name },
      geometry: { type: "Point", coordinates: place.position },
    })),
  };
}
