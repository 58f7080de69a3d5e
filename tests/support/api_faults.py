"""What each browser API that the app calls may do instead of its work, as docs/browsers.md lists it.

A fault is imitated by a script that runs before the page's own; how the page takes it is real.
"""

from tests.support.api_fault import (
    DIARY,
    EMERGENCY,
    NEVER,
    SECURITY,
    SETTINGS,
    SIGNS,
    TROUBLE,
    Fault,
    counted,
    getter,
    missing,
)
from tests.support.fetched_faults import FETCHED
from tests.support.handed_faults import BEDTIME, HANDED, MADE, REMIND
from tests.support.kept_faults import KEPT

NO_WORKER = "navigator.serviceWorker.register = () => Promise.reject(new TypeError('no'));"
VOICE = "{ lang: 'en-US', name: 'Ann', localService: true, default: true }"
# The phone's clock, so many milliseconds from the right one.
CLOCK = """
  let off = 0;
  const Right = Date;
  window.Date = class extends Right {
    constructor(...parts) { super(...(parts.length ? parts : [Right.now() + off])); }
    static now() { return Right.now() + off; }
  };
"""

FAULTS: dict[tuple[str, str], Fault] = {
    **KEPT,
    ("abort signal", "absent"): Fault(
        "delete window.AbortController;", None, EMERGENCY, (".mine .shown .tel >> nth=0",)
    ),
    ("wake lock", "absent"): Fault(missing("Navigator", "wakeLock")),
    ("wake lock", "throws"): Fault(counted("WakeLock.prototype.request", "(() => { throw new TypeError('no'); })()")),
    ("wake lock", "rejects"): Fault(counted("WakeLock.prototype.request", "Promise.reject(new TypeError('no'))")),
    ("wake lock", "hangs"): Fault(counted("WakeLock.prototype.request", "new Promise(() => {})")),
    ("wake lock", "answers late"): Fault(
        "WakeLock.prototype.request = () => new Promise((resolve) => setTimeout(resolve, 20000, "
        "Object.assign(new EventTarget(), { release: async () => {} })));"
    ),
    ("wake lock", "gives two"): Fault(
        counted("WakeLock.prototype.request", "new Promise((resolve) => setTimeout(resolve, 9000, made()))")
        + "const made = () => Object.assign(new EventTarget(), { release: async () => {} });"
    ),
    ("wake lock", "is given to who has just tapped"): Fault(
        counted("WakeLock.prototype.request", "Promise.reject(new DOMException('no', 'NotAllowedError'))"),
        taps=("#hold [data-aid=sound]",),
    ),
    ("wake lock", "answers wrongly"): Fault(counted("WakeLock.prototype.request", "Promise.resolve()")),
    ("vibration", "absent"): Fault(missing("Navigator", "vibrate"), hides=("#hold [data-aid=vibration]",)),
    ("vibration", "throws"): Fault(
        "navigator.vibrate = () => { throw new TypeError('no'); };", taps=("#hold [data-aid=vibration]",)
    ),
    ("vibration", "answers wrongly"): Fault("navigator.vibrate = () => false;", taps=("#hold [data-aid=vibration]",)),
    ("speech", "absent"): Fault(
        "delete window.speechSynthesis; delete window.SpeechSynthesisUtterance;", hides=("#hold [data-aid=voice]",)
    ),
    ("speech", "throws"): Fault(
        f"speechSynthesis.getVoices = () => [{VOICE}]; speechSynthesis.speak = () => {{ throw new TypeError('no'); }};",
        taps=("#hold [data-aid=voice]",),
    ),
    ("speech", "answers late"): Fault(
        f"setTimeout(() => {{ speechSynthesis.getVoices = () => [{VOICE}];"
        " speechSynthesis.dispatchEvent(new Event('voiceschanged')); }, 3000);",
        shows=("#hold [data-aid=voice]",),
    ),
    ("speech", "comes late and does not tell"): Fault(
        "Object.defineProperty(speechSynthesis, 'addEventListener', { value: undefined });"
        f"setTimeout(() => {{ speechSynthesis.getVoices = () => [{VOICE}]; }}, 3000);",
        shows=("#hold [data-aid=voice]",),
    ),
    ("speech", "says nothing before a touch"): Fault(
        f"speechSynthesis.getVoices = () => [{VOICE}]; speechSynthesis.speak = () => {{}};",
        taps=("#hold [data-aid=voice]",),
    ),
    ("speech", "answers wrongly"): Fault(
        "speechSynthesis.getVoices = () => undefined;", hides=("#hold [data-aid=voice]",)
    ),
    ("audio", "absent"): Fault("delete window.AudioContext;", taps=("#hold [data-aid=sound]",)),
    ("audio", "throws"): Fault(
        "window.AudioContext = class { constructor() { throw new DOMException('no', 'NotSupportedError'); } };",
        taps=("#hold [data-aid=sound]",),
    ),
    ("audio", "rejects"): Fault(
        "AudioContext.prototype.resume = () => Promise.reject(new DOMException('no', 'InvalidStateError'));"
        + getter("AudioContext.prototype", "state", "return 'interrupted'"),
        taps=("#hold [data-aid=sound]",),
    ),
    ("audio", "hangs"): Fault(
        f"AudioContext.prototype.resume = {NEVER};" + getter("AudioContext.prototype", "state", "return 'suspended'"),
        taps=("#hold [data-aid=sound]",),
    ),
    ("audio", "answers wrongly"): Fault(
        getter("AudioContext.prototype", "state", "return 'closed'")
        + "AudioContext.prototype.close = () => { throw new DOMException('closed', 'InvalidStateError'); };",
        taps=("#hold [data-aid=sound]",),
    ),
    ("time zone", "absent"): Fault(
        "Intl.DateTimeFormat.prototype.resolvedOptions = () => ({});",
        None,
        EMERGENCY,
        (".mine .none",),
        (".mine .guess",),
    ),
    ("time zone", "throws"): Fault(
        "Intl.DateTimeFormat.prototype.resolvedOptions = () => { throw new RangeError('no'); };",
        None,
        EMERGENCY,
        (".mine .none",),
        (".mine .guess",),
    ),
    ("time zone", "answers wrongly"): Fault(
        "Intl.DateTimeFormat.prototype.resolvedOptions = () => ({ timeZone: 'CET' });",
        None,
        EMERGENCY,
        (".mine .none",),
        (".mine .guess",),
    ),
    ("time zone", "is no text"): Fault(
        "Intl.DateTimeFormat.prototype.resolvedOptions = () => ({ timeZone: 7 });",
        None,
        EMERGENCY,
        (".mine[data-decided] .none",),
        (".mine .guess",),
    ),
    ("clock", "is set forward"): Fault(f"{{{CLOCK} setTimeout(() => {{ off = 3600000; }}, 5000); }}"),
    ("clock", "is set back"): Fault(f"{{{CLOCK} setTimeout(() => {{ off = -3600000; }}, 5000); }}"),
    ("clock", "answers wrongly"): Fault(
        f"{{{CLOCK} off = -Right.now(); }}", None, DIARY, (".record .check-time",), (".picture",)
    ),
    ("Intl.Locale", "absent"): Fault(
        f"delete Intl.Locale; speechSynthesis.getVoices = () => [{VOICE}];", shows=("#hold [data-aid=voice]",)
    ),
    ("matchMedia", "absent"): Fault("delete window.matchMedia;", None, SETTINGS, ("#aids",)),
    ("matchMedia", "throws"): Fault(
        "window.matchMedia = () => { throw new TypeError('no'); };", None, SETTINGS, ("#aids",)
    ),
    ("matchMedia", "answers wrongly"): Fault("window.matchMedia = () => null;", None, SETTINGS, ("#aids",)),
    ("Intl formats", "absent"): Fault(
        "delete Intl.NumberFormat; delete Intl.DateTimeFormat;", None, DIARY, (".record",), TROUBLE
    ),
    ("Intl formats", "throws"): Fault(
        "Intl.DateTimeFormat = Intl.NumberFormat = function () { throw new RangeError('no'); };",
        None,
        DIARY,
        (".record",),
        TROUBLE,
    ),
    ("Intl formats", "throws late"): Fault(
        "for (const kind of [Intl.DateTimeFormat, Intl.NumberFormat, Intl.ListFormat])"
        " Object.defineProperty(kind.prototype, 'format', { get() { throw new RangeError('no'); } });",
        None,
        DIARY,
        (".record",),
        TROUBLE,
    ),
    ("random numbers", "absent"): Fault(
        "Object.defineProperty(window, 'crypto', { value: undefined });", None, BEDTIME, MADE, (), REMIND
    ),
    ("random numbers", "throws"): Fault(
        "Crypto.prototype.getRandomValues = () => { throw new DOMException('no', 'QuotaExceededError'); };",
        None,
        BEDTIME,
        MADE,
        (),
        REMIND,
    ),
    ("visibility", "answers wrongly"): Fault(
        getter("Document.prototype", "hidden", "return true")
        + getter("Document.prototype", "visibilityState", "return 'hidden'")
    ),
    **FETCHED,
    ("trusted types", "throws"): Fault(
        "TrustedTypePolicyFactory.prototype.createPolicy = () => { throw new TypeError('no'); };",
        None,
        SIGNS,
        (".helper-card .pair >> nth=0",),
        (),
        taps=(".show-card",),
    ),
    ("history", "throws"): Fault(f"history.pushState = history.replaceState = () => {{ throw {SECURITY}; }};"),
    ("dialog", "absent"): Fault(
        "delete window.HTMLDialogElement.prototype.showModal; delete HTMLDialogElement.prototype.close;",
        None,
        SIGNS,
        (".helper-card .pair >> nth=0",),
        (),
        taps=(".show-card",),
    ),
    ("dialog", "throws"): Fault(
        f"HTMLDialogElement.prototype.showModal = HTMLDialogElement.prototype.close = () => {{ throw {SECURITY}; }};",
        None,
        SIGNS,
        (".helper-card .pair >> nth=0",),
        (),
        taps=(".show-card",),
    ),
    ("install prompt", "rejects"): Fault(
        "addEventListener('load', () => setTimeout(() => dispatchEvent(Object.assign("
        "new Event('beforeinstallprompt', { cancelable: true }),"
        " { prompt: () => Promise.reject(new DOMException('no', 'NotAllowedError')) })), 500));",
        None,
        SETTINGS,
        ("#install",),
        (".install-now",),
        taps=(".install-now button",),
    ),
    ("idle time", "absent"): Fault("delete window.requestIdleCallback;"),
    ("idle time", "throws"): Fault(
        f"window.requestIdleCallback = () => {{ throw new TypeError('no'); }}; {NO_WORKER}", "failed"
    ),
    ("idle time", "hangs"): Fault(f"window.requestIdleCallback = () => 1; {NO_WORKER}", "failed"),
    ("visits", "absent"): Fault("performance.getEntriesByType = undefined; delete window.PerformanceNavigationTiming;"),
    ("visits", "throws"): Fault("performance.getEntriesByType = () => { throw new TypeError('no'); };"),
    **HANDED,
}
