/** The parameters (PIXIT): values that the tester needs and cannot know. All have defaults. */
import { z } from 'zod';

/** Sensor components of the device model; the operator door names the same. */
export const SENSOR_NAMES = [
  'TemperatureSensor',
  'ExternalTemperatureSensor',
  'HumiditySensor',
  'AirQualitySensor',
  'FloodSensor',
  'TiltSensor',
  'ShockSensor',
  'LightSensor',
  'CaseAccessSensor',
] as const;

/** A token: its text, or its text with the 2.x type (ISO14443 when only the text is given). */
const idToken = z.union([
  z.string().min(1).max(255),
  z.strictObject({ idToken: z.string().max(255), type: z.string().min(1).max(20) }),
]);

/** One for every lane, or a list: the first lane presents the first token, and so on. */
const perLane = z.union([idToken, z.array(idToken).min(1).max(1000)]).optional();

export const idTokens = z
  .strictObject({
    valid: perLane.describe('A token that is accepted; a list gives each lane its own.'),
    second: perLane.describe('Another token that is accepted, of no common group; or a list, one a lane.'),
    invalid: perLane.describe('A token that is unknown.'),
    blocked: perLane.describe('A token that is known and blocked.'),
    expired: perLane.describe('A token that is known and expired.'),
    groupMember: perLane.describe('Another accepted token of the same group as valid; or a list, one a lane.'),
    group: perLane.describe('The group (1.6: parentIdTag) of valid and groupMember.'),
    masterPass: perLane.describe('An accepted token of the master pass group.'),
    masterPassGroup: perLane.describe('The master pass group.'),
  })
  .describe('Tokens; a station cannot be made to read one that nobody can present, so name real cards here.');

const seconds = z.number().positive().max(86_400);

const timeouts = z
  .strictObject({
    message: seconds.default(30).describe('How long the SUT may take to answer or to send what follows by itself.'),
    action: seconds.default(60).describe('How long the SUT may take to act on something physical.'),
    operator: seconds.default(120).describe('How long the operator has for one request.'),
    reboot: seconds.default(300).describe('How long a restart may take.'),
  })
  .describe('Time limits in seconds; timeLimitMultiplier stretches them all.');

const value = z.union([z.number(), z.boolean()]);
const limit = z.number().min(-1e9).max(1e9);

const sensor = z.strictObject({
  name: z.enum(SENSOR_NAMES),
  component: z
    .string()
    .min(1)
    .max(50)
    .optional()
    .describe('2.x: what the device model calls it, where that is another name: a component of the maker.'),
  evseId: z.int().min(0).optional(),
  connectorId: z.int().min(0).optional(),
  instance: z.string().max(50).optional(),
  variable: z.string().max(50).optional().describe('The variable that carries the value; by default that of the name.'),
  unit: z.string().max(20).optional(),
  high: value.describe('A value that surely raises an alert.'),
  normal: value.describe('A value that surely does not.'),
  low: limit.optional().describe('A value that surely is too low, where there is such a thing.'),
  min: limit.optional().describe('The least that it can measure, by its data sheet.'),
  max: limit.optional().describe('The most that it can measure, by its data sheet.'),
  tolerance: z
    .number()
    .positive()
    .max(1e9)
    .optional()
    .describe(
      'How far a reading may be from what it was brought to; a twentieth of the way from normal to high where it is not said.',
    ),
  reduces: limit
    .optional()
    .describe('A value at which the station gives less current, or none; where the station does not, leave it out.'),
  vendorId: z.string().min(1).max(255).optional().describe('1.6: the vendor of the DataTransfer that tells its value.'),
  messageId: z.string().min(1).max(50).optional().describe('1.6: the messageId of that DataTransfer.'),
});

export const parametersSchema = z
  .strictObject({
    evses: z
      .array(z.strictObject({ id: z.int().min(1), connectors: z.int().min(1).max(100).default(1) }))
      .min(1)
      .optional()
      .describe('2.x: the EVSEs and how many connectors each has.'),
    connectors: z.int().min(1).max(1000).optional().describe('1.6: how many connectors there are.'),
    idTokens: idTokens.optional(),
    heartbeatInterval: z.int().min(1).max(86_400).default(60).describe('Seconds that the tester gives at a boot.'),
    meterValueInterval: z
      .int()
      .min(1)
      .max(86_400)
      .optional()
      .describe('Seconds between sampled meter values; 10 where a station sends them, 1 where the tester does.'),
    reconnectPace: z
      .number()
      .min(0)
      .max(3600)
      .default(1)
      .describe('A CSMS: how many seconds the impersonated station stays away after its connection has ended.'),
    minimumStatusDuration: z.number().min(0).max(86_400).default(0).describe('1.6: in seconds, as the station has it.'),
    timeouts: timeouts.optional(),
    measurands: z.array(z.string().min(1).max(50)).min(1).optional().describe('Measurands that the SUT supports.'),
    chargingRateUnit: z.enum(['A', 'W']).default('A'),
    sensors: z.array(sensor).default([]).describe('Sensors that the operator can bring to a value.'),
    alertReaction: z
      .enum(['limit', 'out-of-service', 'notify'])
      .optional()
      .describe(
        'What a CSMS under test is to do when a temperature sensor raises an alert; nothing is judged without.',
      ),
    vendorId: z
      .string()
      .min(1)
      .max(255)
      .default('org.example')
      .describe('DataTransfer: a vendor the SUT does not know.'),
    firmwareUrl: z.string().max(512).optional().describe('Where the station finds a firmware to install.'),
    logUrl: z.string().max(512).optional().describe('Where the station can upload logs to.'),
    configuration: z
      .record(z.string().max(128), z.string().max(2500))
      .default({})
      .describe('Configuration that the tester is to use: 1.6 key, or 2.x Component.Variable, to value.'),
  })
  .describe('Values that the tester needs.');
