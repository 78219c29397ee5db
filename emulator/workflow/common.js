// What all parts of the engine share.
const { DurableObject, RpcTarget, WorkerEntrypoint } = __devdo_module("cloudflare:workers");

const statuses = ["queued", "running", "paused", "errored", "terminated", "complete", "waitingForPause", "waiting"];
const [QUEUED, RUNNING, PAUSED, ERRORED, TERMINATED, COMPLETE, WAITING_FOR_PAUSE] = statuses.keys();

// The numbers of what the table of states tells.
const WORKFLOW = { QUEUED: 0, START: 1, SUCCESS: 2, FAILURE: 3, TERMINATED: 4 };
const STEP = { START: 5, SUCCESS: 6, FAILURE: 7 };
const SLEEP = { START: 8, COMPLETE: 9 };
const ATTEMPT = { START: 10, SUCCESS: 11, FAILURE: 12 };
const WAIT = { START: 14, COMPLETE: 15, TIMED_OUT: 16 };

// The keys of what is stored.
const STATUS = "ENGINE_STATUS";
const METADATA = "INSTANCE_METADATA";
const PAUSED_AT = "PAUSE_DATETIME";
const RESTART_FROM = "RESTART_FROM_STEP";
const EVENTS = "EVENT_MAP";

const ended = (reason) => `Aborting engine: ${reason}`;
const reasons = {
  pause: ended("User called pause"),
  restart: ended("User called restart"),
  terminate: ended("User called terminate"),
  delete: ended("User called delete"),
  nonRetryable: ended("A step threw a NonRetryableError"),
  notSerialisable: ended("Value is not serialisable"),
};
const isEnd = (error) => Object.values(reasons).includes(error?.message);

const named = (name, message) => Object.assign(new Error(message), { name });
const fatal = (message) => named("WorkflowFatalError", message);
const refusal = (code, message) => named("WorkflowError", `(${code}) ${message}`);
const about = ({ name, message }) => ({ name, message });

const isNonRetryable = (error) =>
  error instanceof Error && (error.name === "NonRetryableError" || error.message.startsWith("NonRetryableError"));
const keepsMessages = () => Cloudflare.compatibilityFlags.workflows_preserve_non_retryable_error_message === true;
// preserved is a NonRetryableError as it was thrown: RPC puts its name before the message.
const preserved = ({ name, message }) => ({
  name: "NonRetryableError",
  message: name === "NonRetryableError" ? message : message.replace(/^NonRetryableError:?\s*/, ""),
});

const units = { year: 31557600e3, month: 2592e6, week: 6048e5, day: 864e5, hour: 36e5, minute: 6e4, second: 1e3, m: 1 };
// milliseconds reads a duration: a number, or text such as "10 minutes".
const milliseconds = (duration) => {
  if (!Number.isNaN(+duration)) return +duration;
  const [, amount, unit] = `${duration}`.match(/^([^ ]+) +(\w\w*?)s?$/) ?? [, duration];
  return +amount * (units[unit] ?? 1);
};

const hashOf = async (text) => {
  const digest = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
};
