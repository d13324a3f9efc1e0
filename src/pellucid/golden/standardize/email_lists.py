"""What is known of mailboxes and mail domains: shared mailboxes, free mail, misspelt and reserved domains."""

from functools import lru_cache

from disposable_email_domains import blocklist
from rapidfuzz.distance import OSA

_ROLES = """
    abuse accounting accounts admin administration administrator all billing bookings booking careers ceo contact
    contactus customercare customerservice customersupport dataprotection dpo editor enquiries enquiry events feedback
    finance ftp hello help helpdesk hostmaster hr info information inquiries inquiry invoice invoices it jobs legal
    list mail mailer-daemon manager marketing media news newsletter noc office operations order orders payments payroll
    postmaster press privacy procurement purchasing recruiting recruitment reception registrar reservations root sales
    security service services shop staff subscribe support sysadmin team tech unsubscribe usenet uucp webmaster welcome
    www anfrage bestellung bewerbung buchhaltung buero büro datenschutz einkauf empfang kontakt kundenservice
    personal post presse rechnung rechnungen sekretariat verkauf vertrieb verwaltung zentrale
    accueil commande commercial compta comptabilite contacter direction facturation rh secretariat
    administracion atencion clientes compras contabilidad contacto facturacion informacion pedidos recepcion rrhh ventas
    amministrazione commerciale contatti fatture informazioni ordini segreteria ufficio vendite
    atendimento comercial contato contabilidade faturamento vendas
    administratie bestellingen boekhouding facturen inkoop klantenservice verkoop
    biuro faktury ekonomi faktura kundservice kundeservice regnskap myynti asiakaspalvelu
    bokhald sala skrifstofa upplysingar
"""
ROLES = frozenset(_ROLES.split())

_NO_REPLY = """
    noreply no-reply no_reply no.reply donotreply do-not-reply do_not_reply do.not.reply dontreply nepasrepondre
    ne-pas-repondre nichtantworten keineantwort noresponder no-responder mailer-daemon nomail no-mail noemail no-email
    no.email noemailprovided none nobody unknown notprovided
"""
NO_REPLY = frozenset(_NO_REPLY.split())

_FAKE = """
    test tests testing tester none na no nomail noemail email mail example sample fake dummy user unknown null nobody
    anonymous asdf asdfasdf qwerty abc abcd a aa aaa aaaa b x xx xxx xxxx y z temp nothing noone domain
    invalid 123 1234 12345
"""
FAKE = frozenset(_FAKE.split())

_FREE = """
    gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.pt outlook.dk outlook.be
    outlook.cz outlook.jp outlook.com.br outlook.co.uk hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.es
    hotmail.it hotmail.nl hotmail.be hotmail.se hotmail.no hotmail.dk hotmail.fi hotmail.ch hotmail.ca hotmail.com.br
    hotmail.com.ar hotmail.com.tr hotmail.gr hotmail.co.jp live.com live.co.uk live.de live.fr live.it live.nl live.be
    live.se live.no live.dk live.ca live.com.au live.com.pt live.com.mx msn.com passport.com windowslive.com
    yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.ca yahoo.com.au yahoo.com.br yahoo.com.mx
    yahoo.com.ar yahoo.com.ph yahoo.com.sg yahoo.com.vn yahoo.com.hk yahoo.com.tw yahoo.com.tr yahoo.co.in yahoo.in
    yahoo.co.jp yahoo.co.id yahoo.co.th yahoo.co.nz yahoo.co.za yahoo.gr yahoo.ie yahoo.no yahoo.se yahoo.dk yahoo.pl
    yahoo.ro ymail.com rocketmail.com myyahoo.com aol.com aol.de aol.co.uk aol.fr aim.com verizon.net icloud.com me.com
    mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com keemail.me
    fastmail.com fastmail.fm zoho.com zohomail.com hey.com mail.com email.com usa.com gmx.com gmx.net gmx.de gmx.at
    gmx.ch gmx.us gmx.co.uk gmx.fr web.de t-online.de freenet.de arcor.de posteo.de mailbox.org vodafone.de online.de
    hushmail.com inbox.com lycos.com excite.com juno.com netzero.net earthlink.net att.net sbcglobal.net bellsouth.net
    comcast.net cox.net charter.net optonline.net frontier.com windstream.net rogers.com sympatico.ca shaw.ca telus.net
    btinternet.com sky.com virginmedia.com ntlworld.com talktalk.net blueyonder.co.uk tiscali.co.uk eircom.net
    orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr numericable.fr aliceadsl.fr
    libero.it virgilio.it tiscali.it alice.it tin.it fastwebnet.it poste.it tim.it telefonica.net terra.es
    ziggo.nl kpnmail.nl planet.nl home.nl hetnet.nl xs4all.nl telenet.be skynet.be proximus.be
    bluewin.ch hispeed.ch sunrise.ch aon.at chello.at telia.com bredband.net spray.se online.no broadpark.no
    mail.dk jubii.dk suomi24.fi luukku.com kolumbus.fi simnet.is internet.is visir.is
    wp.pl o2.pl onet.pl interia.pl op.pl poczta.fm gazeta.pl tlen.pl seznam.cz email.cz centrum.cz post.cz azet.sk
    zoznam.sk centrum.sk freemail.hu citromail.hu abv.bg mail.bg inbox.lv inbox.lt one.lt mail.ee hot.ee siol.net
    sapo.pt clix.pt netcabo.pt otenet.gr in.gr mynet.com mail.ru bk.ru list.ru inbox.ru rambler.ru yandex.ru yandex.com
    ya.ru ukr.net i.ua meta.ua walla.com walla.co.il bezeqint.net uol.com.br bol.com.br terra.com.br ig.com.br
    globo.com r7.com prodigy.net.mx rediffmail.com sify.com indiatimes.com qq.com foxmail.com 163.com 126.com
    yeah.net sina.com sina.cn sohu.com 139.com 189.cn aliyun.com tom.com naver.com hanmail.net daum.net nate.com
    docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com bigpond.com bigpond.net.au optusnet.com.au xtra.co.nz
    mweb.co.za webmail.co.za vodamail.co.za telkomsa.net chmail.ir mailfence.com disroot.org riseup.net
"""
FREE_MAIL = frozenset(_FREE.split())

# The domains that are misspelt most; a short one is not among them because too many real domains are one letter away.
_OFTEN_MISSPELT = (
    "gmail.com", "hotmail.com", "yahoo.com", "outlook.com", "icloud.com", "googlemail.com", "protonmail.com",
    "hotmail.co.uk", "yahoo.co.uk", "t-online.de", "btinternet.com", "comcast.net", "hotmail.fr", "wanadoo.fr",
    "orange.fr", "laposte.net", "seznam.cz", "libero.it", "naver.com", "rocketmail.com",
)  # fmt: skip
_REAL_NEIGHBORS = frozenset(
    {"mail.com", "email.com", "ymail.com", "fmail.com", "hmail.com", "zmail.com", "gmail.de", "hotmail.de",
     "hotmail.es", "hotmail.it", "hotmail.be", "cloud.com", "never.com", "oranges.fr", "range.fr", "yahoo.cn"}
)  # fmt: skip
_ENDINGS = {
    ".con": ".com", ".cmo": ".com", ".ocm": ".com", ".comm": ".com", ".vom": ".com", ".xom": ".com", ".nte": ".net",
}  # fmt: skip

RESERVED_ENDINGS = ("arpa", "invalid", "local", "localhost", "onion", "test")  # RFC 6761, 6762, 7686


@lru_cache(maxsize=65_536)
def domain_facts(domain: str) -> dict[str, str]:
    """Return what is known of a domain in lower-case ASCII, as parts: free_mail, disposable (``yes``), suggestion.

    suggestion: the well-known domain of which this one seems a misspelling. Do not change the returned value.
    """
    if domain in FREE_MAIL:
        return {"free_mail": "yes"}
    facts = {"disposable": "yes"} if is_disposable(domain) else {}
    better = _correct_domain(domain)
    return {**facts, "suggestion": better} if better else facts


def is_disposable(domain: str) -> bool:
    """Say whether a domain in lower-case ASCII, or one it is part of, gives mailboxes that are thrown away."""
    labels = domain.split(".")
    return any(".".join(labels[start:]) in blocklist for start in range(max(len(labels) - 1, 1)))


def _correct_domain(domain: str) -> str:
    if domain in _REAL_NEIGHBORS:
        return ""
    for known in _OFTEN_MISSPELT:
        if OSA.distance(domain, known, score_cutoff=1) == 1:
            return known
    stem, dot, ending = domain.rpartition(".")
    better = _ENDINGS.get(dot + ending)
    return stem + better if better else ""


def is_nobodys(mailbox: str, domain: str) -> bool:
    """Say whether nobody reads what is sent to a mailbox, in small letters: ``test@test.com``, ``noreply@...``."""
    return mailbox in NO_REPLY or (mailbox in FAKE and domain.partition(".")[0] in FAKE)
