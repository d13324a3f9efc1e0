"""The profile addresses of well-known networks."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Whose profile an address leads to. url: in the form the network itself uses."""

    network: str
    handle: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A network. hosts: without www and language; path: before the handle; base: of the address it uses itself."""

    name: str
    hosts: tuple[str, ...]
    base: str
    path: re.Pattern[str]

    def profile(self, handle: str, kind: str = "") -> Profile:
        """Return the profile of a handle; kind: the path before it, where the network has several."""
        return Profile(network=self.name, handle=handle, url=self.base.format(kind=kind or "in") + handle)


_PLAIN = r"/@?([A-Za-z0-9_.\-]+)/?"
_NETWORKS = (
    Network(name="x", hosts=("x.com", "twitter.com"), base="https://x.com/", path=re.compile(r"/@?(\w{1,15})/?")),
    Network(
        name="linkedin", hosts=("linkedin.com",), base="https://www.linkedin.com/{kind}/",
        path=re.compile(r"/(?P<kind>in|company|school|showcase)/([\w%\-.]+)/?"),
    ),
    Network(
        name="facebook", hosts=("facebook.com", "fb.com", "fb.me"), base="https://www.facebook.com/",
        path=re.compile(r"/([A-Za-z0-9.]{3,})/?"),
    ),
    Network(
        name="instagram", hosts=("instagram.com", "instagr.am"), base="https://www.instagram.com/",
        path=re.compile(r"/([\w.]{1,30})/?"),
    ),
    Network(name="github", hosts=("github.com",), base="https://github.com/", path=re.compile(r"/([A-Za-z0-9\-]+)/?")),
    Network(name="youtube", hosts=("youtube.com",), base="https://www.youtube.com/@",
            path=re.compile(r"/@([\w.\-]+)/?")),
    Network(name="tiktok", hosts=("tiktok.com",), base="https://www.tiktok.com/@", path=re.compile(r"/@([\w.]+)/?")),
    Network(name="telegram", hosts=("t.me", "telegram.me"), base="https://t.me/", path=re.compile(r"/(\w{4,})/?")),
    Network(
        name="xing", hosts=("xing.com",), base="https://www.xing.com/profile/", path=re.compile(r"/profile/([\w\-]+)/?")
    ),
    Network(name="threads", hosts=("threads.net", "threads.com"), base="https://www.threads.com/@",
            path=re.compile(r"/@([\w.]+)/?")),
    Network(name="pinterest", hosts=("pinterest.com",), base="https://www.pinterest.com/", path=re.compile(_PLAIN)),
    Network(name="bluesky", hosts=("bsky.app",), base="https://bsky.app/profile/",
            path=re.compile(r"/profile/([A-Za-z0-9.\-]+)/?")),
    Network(name="vk", hosts=("vk.com",), base="https://vk.com/", path=re.compile(_PLAIN)),
)  # fmt: skip

# Paths of the networks' own pages, which look like handles.
_RESERVED = frozenset(
    {"home", "explore", "search", "login", "signup", "about", "help", "settings", "share", "sharer", "intent", "i",
     "hashtag", "pages", "groups", "events", "watch", "marketplace", "p", "reel", "reels", "stories", "tv", "accounts",
     "privacy", "terms", "features", "pricing", "topics", "people", "profile.php", "share.php", "sharer.php", "jobs",
     "joinchat", "pin", "feed", "topic", "collections", "sponsors", "orgs", "apps", "marketing"}
)  # fmt: skip
_SUBDOMAIN = re.compile(r"^(?:www|m|mobile|web|touch|[a-z]{2}(?:-[a-z]{2})?)\.")
_BY_HOST = {host: network for network in _NETWORKS for host in network.hosts}
NETWORK_NAMES = {network.name: network for network in _NETWORKS} | {
    "twitter": _BY_HOST["x.com"], "fb": _BY_HOST["fb.com"], "insta": _BY_HOST["instagram.com"],
    "ig": _BY_HOST["instagram.com"], "tg": _BY_HOST["t.me"],
}  # fmt: skip


def read_profile(host: str, path: str, query: str) -> Profile | None:
    """Return the profile an address leads to, or None if it is another page or no known network."""
    network = _BY_HOST.get(host) or _BY_HOST.get(_SUBDOMAIN.sub("", host))
    found = network.path.fullmatch(path) if network is not None else None
    if network is None or found is None:
        return None
    handle = found.groups()[-1]
    if handle.lower() in _RESERVED or (network.name == "youtube" and "v=" in query):
        return None
    return network.profile(handle, found.groupdict().get("kind") or "")
