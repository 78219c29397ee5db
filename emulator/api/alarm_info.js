// AlarmInvocationInfo, what an alarm handler is told.
(function (host, use) {
  "use strict";
  const { define } = use("arguments");

  class AlarmInvocationInfo {
    constructor(scheduledTime, retryCount) {
      this.isRetry = retryCount > 0;
      this.retryCount = retryCount;
      this.scheduledTime = scheduledTime;
    }
  }
  define(AlarmInvocationInfo, { illegal: true });

  return { makeInfo: (scheduledTime, retryCount) => new AlarmInvocationInfo(scheduledTime, retryCount) };
});
