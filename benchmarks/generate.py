#!/usr/bin/env python3
"""Seeded staffing problems in the format of shared/design/problem.md.

    generate.py SIZE SEED [--tight] [-o FILE]

SIZE: unit (825 experts, 60 missions: one parliament's year), consortium (2 500, 250: three parliaments),
continent (16 000, 1 200: twenty parliaments), world (100 000, 8 000: one hundred and twenty parliaments).
--tight divides the experts by three: people become the bottleneck, not only rare skills and budgets.
Standard library only. The same arguments give the same bytes.
"""

import argparse
import json
import random
import sys
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

# size: members, officials, missions, institutions, partners
SIZES = {
    "unit": (125, 700, 60, 1, 30),
    "consortium": (375, 2125, 250, 3, 40),
    "continent": (2400, 13600, 1200, 20, 80),
    "world": (15000, 85000, 8000, 120, 170),
}
DAY0, DAYS = date(2027, 8, 30), 365  # a Monday
CEFR = ["A1", "A2", "B1", "B2", "C1", "C2"]
LANGUAGES = ["fr", "en", "es", "pt", "ar", "ru", "de", "sw"]
DOMAINS = {
    "administration": [
        "library",
        "archives",
        "communications",
        "human-resources",
        "finance",
        "procurement",
        "security",
        "protocol",
        "it",
    ],
    "sittings": ["plenary", "committees", "minutes"],
    "legislation": ["drafting", "amendments", "procedure"],
    "oversight": ["budget", "hearings", "questions"],
    "public": ["petitions", "broadcasting", "web"],
    "induction": ["new-members"],
}
HOME_ZONES = [
    "America/Toronto",
    "Europe/Paris",
    "Europe/Brussels",
    "Europe/Budapest",
    "Europe/Madrid",
    "Africa/Dakar",
    "America/Martinique",
]
PARTNERS = [
    ("HT", "caribbean", "America/Port-au-Prince", "fr"),
    ("ML", "west-africa", "Africa/Bamako", "fr"),
    ("BF", "west-africa", "Africa/Ouagadougou", "fr"),
    ("BJ", "west-africa", "Africa/Porto-Novo", "fr"),
    ("CM", "central-africa", "Africa/Douala", "fr"),
    ("CG", "central-africa", "Africa/Brazzaville", "fr"),
    ("CI", "west-africa", "Africa/Abidjan", "fr"),
    ("GA", "central-africa", "Africa/Libreville", "fr"),
    ("MG", "indian-ocean", "Indian/Antananarivo", "fr"),
    ("MA", "maghreb", "Africa/Casablanca", "ar"),
    ("DZ", "maghreb", "Africa/Algiers", "ar"),
    ("NE", "west-africa", "Africa/Niamey", "fr"),
    ("TG", "west-africa", "Africa/Lome", "fr"),
    ("LB", "levant", "Asia/Beirut", "ar"),
    ("AF", "central-asia", "Asia/Kabul", "en"),
    ("VN", "south-east-asia", "Asia/Ho_Chi_Minh", "en"),
    ("MD", "eastern-europe", "Europe/Chisinau", "ru"),
    ("XK", "balkans", "Europe/Belgrade", "en"),
    ("BO", "andes", "America/La_Paz", "es"),
    ("CF", "central-africa", "Africa/Bangui", "fr"),
    ("KM", "indian-ocean", "Indian/Comoro", "fr"),
    ("AO", "southern-africa", "Africa/Luanda", "pt"),
    ("TZ", "east-africa", "Africa/Dar_es_Salaam", "sw"),
    ("PE", "andes", "America/Lima", "es"),
]


def day(k):
    return (DAY0 + timedelta(days=k)).isoformat()


def merged(spans):
    """Sorted, disjoint [first, last] day spans, cut to the horizon."""
    out = []
    for a, b in sorted((max(0, a), min(DAYS - 1, b)) for a, b in spans):
        if a > b:
            continue
        if out and a <= out[-1][1] + 1:
            out[-1][1] = max(b, out[-1][1])
        else:
            out.append([a, b])
    return [[day(a), day(b)] for a, b in out]


def experts(r, members, officials, institutions, partners, themes):
    leaves = [d for ds in DOMAINS.values() for d in ds]
    r.shuffle(leaves)
    popularity = {d: 1 / (1 + 0.22 * k) for k, d in enumerate(leaves)}
    sitting = {
        i["id"]: [w for w in [*range(1, 17), *range(22, 44)] if r.random() < 0.82]
        for i in institutions
    }
    out = []
    for k in range(members + officials):
        member = k < members
        home = r.choice(institutions)
        levels = {}
        for j in range(r.randint(1, 3) if member else r.randint(2, 4)):
            d = r.choices(leaves, [popularity[x] for x in leaves])[0]
            levels[d] = max(
                levels.get(d, 0), r.choices([1, 2, 3], [0.3, 0.42, 0.28])[0], 2 if j == 0 else 1
            )
        native = themes[home["id"]] if r.random() < 0.85 else r.choice(LANGUAGES)
        tongues = {native: "C2"}
        for lang, p in zip(LANGUAGES, [0.5, 0.72, 0.22, 0.06, 0.06, 0.035, 0.12, 0.012]):
            if lang not in tongues and r.random() < p * (0.7 if member else 1):
                tongues[lang] = r.choices(CEFR, [0.1, 0.17, 0.25, 0.25, 0.17, 0.06])[0]
        spans = []
        if member:
            spans += [(7 * w + 1, 7 * w + 3) for w in sitting[home["id"]] if r.random() > 0.38]
            spans += [
                (a, a + r.randint(0, 2))
                for a in (r.randrange(DAYS) for _ in range(r.randint(6, 13)))
            ]
            a = r.randint(308, 339)
            spans.append((a, a + 17))
        else:
            left = r.randint(30, 40)
            while left > 0:
                n = min(left, r.randint(3, 14))
                a = r.randint(290, 349) if r.random() < 0.35 else r.randrange(DAYS)
                spans.append((a, a + n - 1))
                left -= n
            spans += [
                (a, a + r.randint(4, 11))
                for a in (r.randrange(DAYS) for _ in range(r.randint(1, 3)))
            ]
            spans += [
                (a, a + r.randint(0, 1))
                for a in (r.randrange(DAYS) for _ in range(r.randint(4, 11)))
            ]
        e = {
            "id": f"{'m' if member else 'o'}{k}",
            "kind": "member" if member else "official",
            "institution": home["id"],
            "domains": dict(sorted(levels.items())),
            "languages": tongues,
            "busy": merged(spans),
            "days_max": 15 if member else 30,
            "rest": 14,
            "load": r.choice([0, 0, 0, 6, 10, 14, 20]),
        }
        if member:
            e["group"] = r.choices("ABCDEFGH", [0.27, 0.21, 0.15, 0.12, 0.09, 0.07, 0.05, 0.04])[0]
        seen = r.sample(partners, r.choices([0, 1, 2, 3], [0.35, 0.3, 0.2, 0.15])[0])
        if seen:
            e["experience"] = sorted({p["country"] for p in seen} | {p["region"] for p in seen})
        if r.random() < 0.2:
            e["prefers"] = [r.choice(partners)["id"]]
        if r.random() < 0.05:
            e["excludes"] = [r.choice(partners)["id"]]
        out.append(e)
    return out, leaves, popularity


@cache
def reach(home_zone, partner_zone):
    """Does a morning or an afternoon at the partner's fall into the day of the home institution, winter and summer?"""
    for hour in (9, 14):
        days = [
            datetime(2028, month, 10, hour, tzinfo=ZoneInfo(partner_zone)).astimezone(
                ZoneInfo(home_zone)
            )
            for month in (1, 7)
        ]
        if all(7 <= d.hour and d.hour + 3 <= 21 for d in days):
            return True
    return False


def can(e, role):
    return (
        role.get("kind", "any") in ("any", e["kind"])
        and all(e["domains"].get(d, 0) >= n for d, n in role["domains"].items())
        and all(
            l in e["languages"] and CEFR.index(e["languages"][l]) >= CEFR.index(n)
            for l, n in role["languages"].items()
        )
    )


def missions(r, count, people, institutions, partners, tongue, leaves, popularity):
    """Missions around a hidden calendar that respects places and order, so that dates alone never make a problem impossible."""
    on_site, hosting = (
        {p["id"]: set() for p in partners},
        {i["id"]: [0] * (DAYS + 80) for i in institutions},
    )
    by_domain = {
        d: [e for e in people if d in e["domains"]][:2000] for d in leaves
    }  # enough to see whether a role is rare
    season = [
        1.0 if 7 <= t < 119 or 150 <= t < 305 else 0.12 if t >= 310 else 0.3 for t in range(DAYS)
    ]
    out, programmes, chain = [], {}, None
    while len(out) < count:
        venue = r.choices(["abroad", "home", "remote"], [0.62, 0.2, 0.18])[0]
        home = r.choice(institutions)
        partner = r.choice(
            partners
            if venue != "remote"
            else [p for p in partners if reach(home["timezone"], p["timezone"])]
        )
        days = r.choices(range(1, 11), [0.06, 0.12, 0.19, 0.2, 0.2, 0.08, 0.06, 0.03, 0.02, 0.04])[
            0
        ]
        length = r.choice([1, 1, 2]) if venue == "remote" else 2 * days
        days = (length + 1) // 2
        margin = 1 if venue == "abroad" else 0
        before = None
        if chain:
            before, lag, partner = chain
            chain = None
            if venue == "remote" and not reach(home["timezone"], partner["timezone"]):
                continue
        for _ in range(80):
            t = (
                r.choices(range(DAYS), season)[0]
                if not before
                else before["_end"] + lag + r.randint(0, 60)
            )
            if (
                t < margin
                or t + days + margin > DAYS
                or (DAY0 + timedelta(days=t)).isoweekday() > 5
            ):
                continue
            if venue == "abroad" and on_site[partner["id"]] & set(range(t, t + days)):
                continue
            if venue == "home" and max(hosting[home["id"]][t : t + days]) >= 2:
                continue
            break
        else:
            continue
        if venue == "abroad":
            on_site[partner["id"]] |= set(range(t, t + days))
        if venue == "home":
            for u in range(t, t + days):
                hosting[home["id"]][u] += 1
        q = r.random()
        slack = 0 if q < 0.22 else r.randint(2, 14) if q < 0.6 else r.randint(15, 60)
        first = max(margin, t - r.randint(0, slack))
        last = max(t, min(DAYS - days - margin, first + slack))
        roles = []
        for j in range(r.choices([1, 2, 3, 4], [0.18, 0.37, 0.3, 0.15])[0]):
            for tries in range(24):
                d = r.choices(
                    leaves, [0.5 * popularity[x] / 7 + 0.5 / len(leaves) for x in leaves]
                )[0]
                role = {
                    "id": f"r{j}",
                    "count": 2 if r.random() < 0.28 else 1,
                    "kind": r.choices(["member", "official", "any"], [0.3, 0.52, 0.18])[0],
                    "domains": {d: r.choices([1, 2, 3], [0.2, 0.5, 0.3])[0]},
                    "languages": {
                        tongue[partner["id"]] if r.random() < 0.85 else "en": r.choices(
                            CEFR[2:5], [0.4, 0.4, 0.2]
                        )[0]
                    },
                }
                if r.random() < 0.18:
                    role["domains"].setdefault(r.choice(leaves), r.randint(1, 2))
                if (
                    sum(can(e, role) for e in by_domain[d])
                    >= max(2, 8 - tries // 4) * role["count"]
                    or r.random() < 0.02
                ):
                    break
            if r.random() < 0.12:
                parent = next(p for p, ds in DOMAINS.items() if d in ds)
                role["domains"] = {parent: role["domains"][d]}
            roles.append(role)
        m = {
            "id": f"x{len(out)}",
            "venue": venue,
            "partner": partner["id"],
            "window": [day(first), day(last)],
            "length": length,
            "preferred": day(min(max(t + r.randint(-10, 10), first), last)),
            "priority": r.choices([1, 2, 3, 4, 5], [0.15, 0.25, 0.3, 0.2, 0.1])[0],
            "roles": roles,
            "_end": t + days,
        }
        if venue == "home":
            m["institution"] = home["id"]
        if venue == "abroad":
            m["travel_before"] = m["travel_after"] = 2
        if venue == "remote":
            m["starts"] = "half-day"
        if r.random() < 0.6:
            m["speaks"] = {tongue[partner["id"]]: "C1"}
        if before:
            m["after"] = [{"mission": before["id"], "lag": 2 * lag}]
        if r.random() < 0.25:
            m["programme"] = f"p{r.randrange(max(2, count // 30))}"
            programmes.setdefault(m["programme"], []).append(m)
        if r.random() < 0.12 and t < 250:
            chain = (m, r.randint(14, 59), partner)
        out.append(m)
    rules = []
    for pid, ms in sorted(programmes.items()):
        demand = sum(
            (m["length"] + m.get("travel_before", 0) + m.get("travel_after", 0))
            * sum(x["count"] for x in m["roles"])
            for m in ms
        )
        rules.append({"id": pid, "expert_half_days_max": int(demand * r.uniform(0.8, 1.0))})
    for m in out:
        del m["_end"]
    return out, rules


def problem(size, seed, tight=False):
    r = random.Random(f"{size}/{seed}/{tight}")
    members, officials, count, houses, places = SIZES[size]
    if tight:
        members, officials = members // 3, officials // 3
    institutions = [
        {"id": f"i{k}", "timezone": HOME_ZONES[k % len(HOME_ZONES)], "hosts_at_once": 2}
        for k in range(houses)
    ]
    themes = {
        i["id"]: "fr"
        if houses <= 3
        else r.choices(LANGUAGES, [0.4, 0.25, 0.1, 0.07, 0.08, 0.04, 0.04, 0.02])[0]
        for i in institutions
    }
    partners, tongue = [], {}
    for k in range(places):
        country, region, zone, lang = PARTNERS[k % len(PARTNERS)]
        a = r.randrange(300)
        partners.append(
            {
                "id": f"{country.lower()}{k // len(PARTNERS) or ''}",
                "country": country,
                "region": region,
                "timezone": zone,
                "closed": [] if r.random() < 0.7 else [[day(a), day(a)]],
            }
        )
        tongue[partners[-1]["id"]] = lang
    people, leaves, popularity = experts(r, members, officials, institutions, partners, themes)
    todo, programmes = missions(
        r, count, people, institutions, partners, tongue, leaves, popularity
    )
    return {
        "format": "hemicycle/problem@1",
        "horizon": [day(0), day(DAYS - 1)],
        "institutions": institutions,
        "partners": partners,
        "domains": [
            *({"id": p} for p in DOMAINS),
            *({"id": d, "parent": p} for p, ds in DOMAINS.items() for d in ds),
        ],
        "experts": people,
        "missions": todo,
        "programmes": programmes,
    }


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    cli.add_argument("size", choices=SIZES)
    cli.add_argument("seed", type=int)
    cli.add_argument("--tight", action="store_true")
    cli.add_argument("-o", "--output", default="-")
    args = cli.parse_args()
    text = json.dumps(problem(args.size, args.seed, args.tight), separators=(",", ":")) + "\n"
    sys.stdout.write(text) if args.output == "-" else open(args.output, "w").write(text)
