/** What the quantities of a station's environment are told in, and which numbers they can have at all. */

export interface Quantity {
  readonly name: string;
  readonly units: readonly string[];
}

const TEMPERATURE: Quantity = { name: 'temperature', units: ['Celsius', 'Fahrenheit', 'K'] };

/** 2.x: the quantity of a variable of a sensor (Part 2 Appendices chapter 3); every other variable is left alone. */
const QUANTITIES: Readonly<Record<string, Quantity>> = {
  temperature: TEMPERATURE,
  // A percentage of humidity is relative to saturation, as RH is.
  humidity: { name: 'humidity', units: ['RH', 'Percent'] },
  height: { name: 'height', units: ['m'] },
  percent: { name: 'percentage', units: ['Percent'] },
  angle: { name: 'angle', units: ['Deg'] },
  force: { name: 'force', units: ['N'] },
  light: { name: 'illuminance', units: ['lx'] },
  fanspeed: { name: 'fan speed', units: ['RPM'] },
};

/** Components that sense or condition the environment, by the end of their names. */
const PLACES = /(?:sensor|coolingsystem|heater|ventilation|lighting)$/i;

/** The quantity of a variable of the device model, if it is one of the environment. Names have no letter case. */
export function quantityOf(component: string, variable: string): Quantity | undefined {
  const name = variable.toLowerCase();
  return PLACES.test(component) && Object.hasOwn(QUANTITIES, name) ? QUANTITIES[name] : undefined;
}

/** 1.6 §7.31 and MeasurandEnumType: the quantity of a measurand of the environment or of the EV's battery. */
export const MEASURANDS: Readonly<Record<string, Quantity>> = {
  // The schema of 1.6 has a misspelling, which is legal too.
  Temperature: { ...TEMPERATURE, units: [...TEMPERATURE.units, 'Celcius'] },
  SoC: { name: 'state of charge', units: ['Percent'] },
};

/** Degrees Celsius of a temperature. */
const celsius = (value: number, unit: string): number =>
  unit === 'Fahrenheit' ? ((value - 32) * 5) / 9 : unit === 'K' ? value - 273.15 : value;

const ABSOLUTE_ZERO = -273.15;
/** What no station measures that still works, in degrees Celsius. */
const [COLDEST, HOTTEST] = [-60, 150];
/** Digits that were rounded away. */
const ROUNDING = 0.01;

/** `impossible`: no thing can have it; `implausible`: hardly a station's; undefined where nothing is to be said. */
export function oddity(value: number, quantity: Quantity, unit: string): 'impossible' | 'implausible' | undefined {
  if (quantity.name === 'temperature') {
    const degrees = celsius(value, unit);
    if (degrees < ABSOLUTE_ZERO - ROUNDING) return 'impossible';
    return degrees < COLDEST || degrees > HOTTEST ? 'implausible' : undefined;
  }
  if (['state of charge', 'humidity', 'percentage'].includes(quantity.name))
    return value < 0 || value > 100 + ROUNDING ? 'impossible' : undefined;
  return ['height', 'force', 'illuminance', 'fan speed'].includes(quantity.name) && value < 0
    ? 'implausible'
    : undefined;
}
