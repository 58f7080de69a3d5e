"""What may happen to what keeps something: worker, caches, storage, the database, its locks, and their persistence."""

from tests.support.api_fault import (
    DIARY,
    NEVER,
    NOT_NOTED,
    SECURITY,
    SETTINGS,
    SIGNS,
    TROUBLE,
    Fault,
    counted,
    getter,
    missing,
)

CALLS = "['keys', 'open', 'match']"
NOT_KEPT = (".not-kept",)
# A request that may be told of; the browser's own are not made by hand.
REQUEST = """
  const made = () => {
    const request = Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype);
    return Object.defineProperty(request, "error", { value: new DOMException("", "UnknownError") });
  };
"""
LATE = """
  IDBOpenDBRequest.prototype.addEventListener = function (type, work, options) {
    const late = (event) => setTimeout(() => work.call(this, event), 3000);
    EventTarget.prototype.addEventListener.call(this, type, type === "success" ? late : work, options);
  };
"""
# Evenings as no version has written them.
NO_EVENINGS = """
  const all = IDBObjectStore.prototype.getAll;
  IDBObjectStore.prototype.getAll = function () {
    const request = all.call(this);
    if (this.name !== "evenings") return request;
    return Object.defineProperty(request, "result", { get: () => [null, { date: "soon" }, { date: 7, done_at: "" }] });
  };
"""
FULL = "throw new DOMException('full', 'QuotaExceededError')"
# What was kept before: "none of these" on the page of the signs, and a cramp screen on which nobody has begun.
ANSWERED = """
  const at = Date.now();
  localStorage.setItem("/:ticked-signs", JSON.stringify({ at, ids: [], level: "self_care_ok", off: [] }));
  localStorage.setItem("/:cramp-session", JSON.stringify({ state: "reading", started: null, since: at, seen: at }));
"""

KEPT: dict[tuple[str, str], Fault] = {
    ("service worker", "absent"): Fault(
        missing("Navigator", "serviceWorker"), "unsupported", SETTINGS, (), ("#offline .check",)
    ),
    ("service worker", "throws"): Fault(
        getter("Navigator.prototype", "serviceWorker", f"throw {SECURITY}"), "unsupported"
    ),
    ("service worker", "rejects"): Fault(
        counted("navigator.serviceWorker.register", "Promise.reject(new TypeError('no'))"),
        "failed",
    ),
    ("service worker", "hangs"): Fault(f"navigator.serviceWorker.register = {NEVER};", "saving"),
    ("service worker", "answers wrongly"): Fault(
        "navigator.serviceWorker.register = async () => ({ addEventListener() {}, update: async () => {} });", "retired"
    ),
    ("service worker", "stops half way"): Fault(
        "navigator.serviceWorker.register = async () => ({ addEventListener() {}, update: async () => {},"
        " installing: Object.assign(new EventTarget(), { state: 'installing' }) });",
        "saving",
    ),
    ("service worker", "is cut down"): Fault(
        getter("Navigator.prototype", "serviceWorker", "return {}"), "unsupported", SETTINGS, (), ("#offline .check",)
    ),
    ("service worker", "is of another version"): Fault(
        "addEventListener('load', () => setInterval(() => navigator.serviceWorker.dispatchEvent("
        "new MessageEvent('message', { data: { type: 'progress', done: 1, total: 2 } })), 500));",
        "saving",
    ),
    ("caches", "absent"): Fault("delete window.caches;", "unsupported"),
    ("caches", "throws"): Fault(getter("window", "caches", f"throw {SECURITY}"), "unsupported"),
    ("caches", "rejects"): Fault(
        f"for (const name of {CALLS}) CacheStorage.prototype[name] = () => Promise.reject({SECURITY});",
        "unsupported",
    ),
    ("caches", "hangs"): Fault(f"for (const name of {CALLS}) CacheStorage.prototype[name] = {NEVER};", "saving"),
    ("caches", "is full"): Fault(
        "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));",
        None,
        DIARY,
        (".record",),
        TROUBLE,
    ),
    ("caches", "answers late"): Fault(
        "{ const open = CacheStorage.prototype.open; CacheStorage.prototype.open = function (name) {"
        " return new Promise((resolve) => setTimeout(() => resolve(open.call(this, name)), 4000)); }; }",
        None,
        DIARY,
        (".record",),
        TROUBLE,
    ),
    ("caches", "answers wrongly"): Fault(
        getter("window", "caches", "throw new TypeError('no')"), "unsupported", SETTINGS, (), ("#offline .check",)
    ),
    ("storage", "absent"): Fault(getter("window", "localStorage", "return undefined"), None, SIGNS, NOT_KEPT),
    ("storage", "throws"): Fault(getter("window", "localStorage", f"throw {SECURITY}"), None, SIGNS, NOT_KEPT),
    ("storage", "is full"): Fault(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
        None,
        SIGNS,
        NOT_KEPT,
    ),
    ("storage", "fills up"): Fault(
        f"{{{ANSWERED} Storage.prototype.setItem = () => {{ {FULL}; }}; }}",
        None,
        SIGNS,
        (*NOT_KEPT, "[data-urgency=emergency_now]"),
    ),
    ("storage", "answers wrongly"): Fault(
        'Storage.prototype.getItem = () => \'{"started": "x", "theme": 7, "ids": 7\'; ', None, SIGNS, ("form.signs",)
    ),
    ("IndexedDB", "absent"): Fault(
        getter("window", "indexedDB", "return undefined"), None, DIARY, TROUBLE, notes=NOT_NOTED
    ),
    ("IndexedDB", "throws"): Fault(
        getter("window", "indexedDB", f"throw {SECURITY}"), None, DIARY, TROUBLE, notes=NOT_NOTED
    ),
    ("IndexedDB", "rejects"): Fault(
        f"{{{REQUEST} IDBFactory.prototype.open = () => {{ const request = made();"
        " setTimeout(() => request.dispatchEvent(new Event('error'))); return request; }; }",
        None,
        DIARY,
        TROUBLE,
        notes=NOT_NOTED,
    ),
    ("IndexedDB", "hangs"): Fault(
        f"{{{REQUEST} IDBFactory.prototype.open = made; }}", None, DIARY, TROUBLE, notes=NOT_NOTED
    ),
    ("IndexedDB", "answers late"): Fault(f"{{{LATE}}}", None, DIARY, (".record",), TROUBLE),
    ("IndexedDB", "is full"): Fault(
        f"IDBObjectStore.prototype.put = () => {{ {FULL}; }};", None, DIARY, (".empty",), TROUBLE, notes=NOT_NOTED
    ),
    ("IndexedDB", "gives up"): Fault(
        "{ const begin = IDBDatabase.prototype.transaction; IDBDatabase.prototype.transaction = function (...of) {"
        " const made = begin.apply(this, of); if (of[1] === 'readwrite') setTimeout(() => made.abort());"
        " return made; }; }",
        None,
        DIARY,
        (".empty",),
        TROUBLE,
        notes=NOT_NOTED,
    ),
    ("IndexedDB", "answers wrongly"): Fault(
        "{ const all = IDBObjectStore.prototype.getAll; IDBObjectStore.prototype.getAll = function () {"
        " return this.name === 'cramps' ? this.get('none') : all.call(this); }; }",
        None,
        DIARY,
        TROUBLE,
        notes=NOT_NOTED,
    ),
    ("IndexedDB", "holds what is none"): Fault(f"{{{NO_EVENINGS}}}", None, DIARY, (".record",), TROUBLE),
    ("locks", "absent"): Fault(missing("Navigator", "locks"), None, DIARY, (".record",), TROUBLE),
    ("locks", "throws"): Fault(
        f"LockManager.prototype.request = () => {{ throw {SECURITY}; }};", None, DIARY, (".record",), TROUBLE
    ),
    ("locks", "rejects"): Fault(
        f"LockManager.prototype.request = () => Promise.reject({SECURITY});", None, DIARY, (".record",), TROUBLE
    ),
    ("locks", "hangs"): Fault(f"LockManager.prototype.request = {NEVER};", None, DIARY, (".record",), TROUBLE),
    ("locks", "answers wrongly"): Fault(
        "LockManager.prototype.request = async () => {};", None, DIARY, (".record",), TROUBLE
    ),
    ("persistence", "absent"): Fault(
        missing("Navigator", "storage"), None, SETTINGS, ("#offline",), ("[data-kept=true]", "[data-kept=false]")
    ),
    ("persistence", "throws"): Fault(
        getter("Navigator.prototype", "storage", f"throw {SECURITY}"),
        None,
        SETTINGS,
        ("#offline",),
        ("[data-kept=true]", "[data-kept=false]"),
    ),
    ("persistence", "rejects"): Fault(
        "StorageManager.prototype.persisted = () => Promise.reject(new TypeError('no'));",
        None,
        SETTINGS,
        ("#offline",),
        ("[data-kept=true]",),
    ),
    ("persistence", "hangs"): Fault(
        f"StorageManager.prototype.persisted = {NEVER};", None, SETTINGS, ("#offline", "#aids"), ("[data-kept=true]",)
    ),
    ("persistence", "answers wrongly"): Fault(
        "StorageManager.prototype.persisted = async () => false;",
        None,
        SETTINGS,
        ("[data-kept=false]",),
        ("[data-kept=true]",),
    ),
}
