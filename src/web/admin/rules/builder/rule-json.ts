/**
 * A rule file as the forms hold it: JSON whose parts are changed one by one and that the server checks as a whole. What a form does not
 * know stays as it was.
 */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json | undefined
}
export type Path = readonly (string | number)[]

/** The file that a text is; undefined where it is no JSON object. */
export function jsonOf(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** As rule files are written. */
export function textOf(json: JsonObject): string {
  return `${JSON.stringify(json, null, 2)}\n`
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function at(json: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => {
    if (typeof key === 'number') return Array.isArray(value) ? (value as readonly Json[])[key] : undefined
    return isObject(value) ? value[key] : undefined
  }, json)
}

export function textAt(json: Json | undefined, path: Path): string {
  const value = at(json, path)
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

export function listAt(json: Json | undefined, path: Path): readonly JsonObject[] {
  const value = at(json, path)
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : []
}

export function textsAt(json: Json | undefined, path: Path): readonly string[] {
  const value = at(json, path)
  return Array.isArray(value) ? (value as readonly Json[]).filter((each) => typeof each === 'string') : []
}

/** The same with another value at a path; undefined takes it out. */
export function put(json: JsonObject, [key, ...rest]: Path, value: Json | undefined): JsonObject {
  if (typeof key !== 'string') return json
  if (rest.length === 0) {
    const { [key]: _, ...others } = json
    return value === undefined ? others : { ...json, [key]: value }
  }
  const inner = json[key]
  const [next] = rest
  if (typeof next === 'number') {
    const list = Array.isArray(inner) ? [...(inner as readonly Json[])] : []
    const member = list[next]
    list[next] = rest.length === 1 ? (value ?? null) : put(isObject(member) ? member : {}, rest.slice(1), value)
    return { ...json, [key]: list }
  }
  return { ...json, [key]: put(isObject(inner) ? inner : {}, rest, value) }
}

/** Texts written with commas, of either width, between them. */
export function listed(text: string): string[] {
  return text
    .split(/[,，、]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
}
