"""Write kiosk/catalogue/divisions.csv anew from the npm package @vant/area-data (MIT), unpacked in a folder.

    npm pack @vant/area-data && tar xf vant-area-data-*.tgz && python packaging/divisions.py package

Left away is what GB/T 2260 does not know as a division: development zones (71 to 79, 90 to 99) and Taiwan's
districts. The pinyin is written by pypinyin, for those who don't read the characters.
"""

import csv
import re
import sys
from pathlib import Path

from kiosk.catalogue.pinyin import pinyin

TARGET = Path(__file__).resolve().parents[1] / "kiosk" / "catalogue" / "divisions.csv"
PAIR = re.compile(r"[\"']?(\d{6})[\"']?: ?[\"']([^\"']+)[\"']")
TOWNS = ("4419", "4420", "4604")
"""Cities without districts: what stands below them are towns, and they keep them."""
ZONES = frozenset({*range(71, 80), *range(90, 100)})
PROVINCES = {
    "11": "Beijing", "12": "Tianjin", "13": "Hebei", "14": "Shanxi", "15": "Inner Mongolia",
    "21": "Liaoning", "22": "Jilin", "23": "Heilongjiang", "31": "Shanghai", "32": "Jiangsu",
    "33": "Zhejiang", "34": "Anhui", "35": "Fujian", "36": "Jiangxi", "37": "Shandong", "41": "Henan",
    "42": "Hubei", "43": "Hunan", "44": "Guangdong", "45": "Guangxi", "46": "Hainan", "50": "Chongqing",
    "51": "Sichuan", "52": "Guizhou", "53": "Yunnan", "54": "Tibet", "61": "Shaanxi", "62": "Gansu",
    "63": "Qinghai", "64": "Ningxia", "65": "Xinjiang", "71": "Taiwan", "81": "Hong Kong", "82": "Macao",
}  # fmt: skip
PEOPLES = (
    "汉族|蒙古族|回族|藏族|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|"
    "傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|土族|达斡尔族|仫佬族|羌族|布朗族|"
    "撒拉族|毛南族|仡佬族|锡伯族|塔吉克|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春|各族|蒙古|柯尔克孜|"
    "哈萨克|普米族"
)
KIND = "自治区|自治州|自治县|自治旗|特别行政区|地区|省|市|区|县|旗|盟|州|街道|镇"
IN_PLACES = {"长": "chang", "都": "du", "朝": "chao", "乐": "le", "什": "shi", "勒": "le"}
"""How characters with several readings are mostly read in the names of places, and where otherwise."""
OTHERWISE = {
    "长子": "zhang zi", "乐清": "yue qing", "乐亭": "lao ting", "乐陵": "lao ling", "闵行": "min hang",
    "荥经": "ying jing", "蔚": "yu", "单": "shan", "六合": "lu he", "繁峙": "fan shi", "洪洞": "hong tong",
    "漯河": "luo he", "浚": "xun", "涡阳": "guo yang", "筠连": "jun lian", "覃塘": "qin tang",
    "塘厦": "tang xia", "崆峒": "kong tong",
}  # fmt: skip
PARTED = re.compile(rf"^(.+?)((?:{PEOPLES})*)({KIND})?$")


def divisions(folder: Path) -> dict[str, str]:
    """Return code -> name of all divisions in the package's source."""
    source = (folder / "dist" / "index.js").read_text(encoding="ascii").encode().decode("unicode_escape")
    found = dict(PAIR.findall(source))
    return {code: name for code, name in sorted(found.items()) if _known(code, name)}


def _known(code: str, name: str) -> bool:
    if code.startswith("71"):
        return code == "710000"
    zone = int(code[4:]) in ZONES and not code.startswith(TOWNS) and code[2:4] != "90"
    return not zone and name not in ("市辖区", "其它区")


def latin(code: str, name: str) -> str:
    """Write a name for those who don't read it: a province as it is known, all else in pinyin."""
    if code.endswith("0000"):
        return PROVINCES[code[:2]]
    found = PARTED.match(name)
    words = [found[1], *re.findall(PEOPLES, found[2]), found[3] or ""] if found else [name]
    return " ".join(_word(word) for word in words if word)


def _word(characters: str) -> str:
    read = OTHERWISE.get(characters) or " ".join(
        IN_PLACES.get(character, syllable)
        for character, syllable in zip(characters, pinyin(characters).split(), strict=True)
    )
    first, *rest = read.split()
    joined = first + "".join(f"'{one}" if one[0] in "aeo" else one for one in rest)
    return joined.replace("v", "ü").capitalize()


def main() -> int:
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("code", "name", "latin"))
        rows.writerows((code, name, latin(code, name)) for code, name in divisions(Path(sys.argv[1])).items())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
