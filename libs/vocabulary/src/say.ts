/** 12345 fen as `¥123.45`. */
export const yuan = (fen: number): string => `¥${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
/** 168 tenths as `16.8 °C`. */
export const celsius = (tenths: number): string => `${tenths < 0 ? '-' : ''}${Math.floor(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10} °C`;
/** The same in Chinese: `16.8 ℃`. */
export const celsiusZh = (tenths: number): string => celsius(tenths).replace('°C', '℃');
/** 875 tenths as `87.5` points. */
export const points = (tenths: number): string => `${tenths < 0 ? '-' : ''}${Math.floor(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}`;
/** 895 tenths as `89.5 m²`. */
export const squareMetres = (tenths: number): string => `${Math.floor(tenths / 10)}.${tenths % 10} m²`;
/** 90 minutes as `1 小时 30 分` / `1 h 30 min`. */
export const spanZh = (minutes: number): string => {
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return h === 0 ? `${m} 分` : m === 0 ? `${h} 小时` : `${h} 小时 ${m} 分`;
};
export const spanEn = (minutes: number): string => {
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return h === 0 ? `${m} min` : m === 0 ? `${h} h` : `${h} h ${m} min`;
};
