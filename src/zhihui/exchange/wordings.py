"""The wording of every fault, in Chinese and English. Called by ``Fault`` only.

A template may use ``{value}``, ``{column}`` and the details of its kind. It says what is wrong
and what to do; where it is comes before it.
"""

from zhihui.exchange.faults import Fault, FaultKind

_SHOWN = 80

_ = FaultKind
WORDINGS: dict[FaultKind, tuple[str, str]] = {
    _.RECIPE_ABSENT: (
        "找不到配方文件 {value}。请检查路径。",
        "there is no recipe {value}. Check the path.",
    ),
    _.YAML_BROKEN: (
        "YAML 有误：{problem}。请检查这一行的缩进、冒号、引号和括号。",
        "broken YAML: {problem}. Check indentation, colons, quotes and brackets on this line.",
    ),
    _.RECIPE_SHAPE: (
        "{where} 的写法不对：应为{expected_zh}。请按此改写。",
        "{where} has the wrong shape: expected {expected_en}. Rewrite it so.",
    ),
    _.UNKNOWN_KEY: (
        "{where} 中不认识的键 {value}，最接近的是 {nearest}。可用的键：{valid}。",
        "unknown key {value} in {where}; the nearest is {nearest}. Valid keys: {valid}.",
    ),
    _.REPEATED_KEY: (
        "{where} 中键 {value} 出现了两次，只能留一个。请删去一个。",
        "key {value} is written twice in {where}; only one can count. Remove one.",
    ),
    _.MISSING_KEY: (
        "{where} 缺少键 {key}。请补上。",
        "{where} lacks the key {key}. Add it.",
    ),
    _.UNKNOWN_FIELD: (
        "表 {table} 没有字段 {value}，最接近的是 {nearest}。可用的字段：{valid}。",
        "table {table} has no field {value}; the nearest is {nearest}. Valid fields: {valid}.",
    ),
    _.REQUIRED_FIELD: (
        "表 {table} 必须有字段 {field}。请在 fields 中指明它的列，或在 constants 中给出固定值。",
        "table {table} needs the field {field}. Name its column under fields, or give a fixed"
        " value under constants.",
    ),
    _.UNKNOWN_DATUM: (
        "不认识的坐标系 {value}。可用的：{valid}。高德、腾讯用 GCJ-02，百度用 BD-09，"
        "天地图用 CGCS2000，GPS 用 WGS-84。",
        "unknown datum {value}. Valid: {valid}. Amap and Tencent use GCJ-02, Baidu BD-09,"
        " Tianditu CGCS2000, GPS WGS-84.",
    ),
    _.UNKNOWN_OPTION: (
        "{key} 不能是 {value}。可用的：{valid}。",
        "{key} cannot be {value}. Valid: {valid}.",
    ),
    _.BAD_BOUNDS: (
        "district.bounds 的值 {value} 不对：应为 [最小经度, 最小纬度, 最大经度, 最大纬度]，"
        "WGS-84 度。请检查次序。",
        "district.bounds {value} is wrong: expected [minlon, minlat, maxlon, maxlat] in WGS-84"
        " degrees. Check the order.",
    ),
    _.FILE_ABSENT: (
        "找不到文件 {value}。相对路径从配方所在目录算起。请检查路径和文件名。",
        "there is no file {value}. Relative paths start at the recipe's folder. Check path and"
        " name.",
    ),
    _.MISSING_COLUMN: (
        "没有列 {column}，最接近的是 {nearest}。文件中的列：{columns}。请改正配方中的列名，"
        "表头不在第一行时用 header_row 指明。",
        "there is no column {column}; the nearest is {nearest}. Columns of the file: {columns}."
        " Correct the name in the recipe; if the header is not the first row, say header_row.",
    ),
    _.REPEATED_COLUMN: (
        "列 {column} 在表头中出现了两次，不知该用哪一个。请给其中一列改名。",
        "column {column} stands twice in the header, so which one is meant is not known. Rename"
        " one of them.",
    ),
    _.MISSING_SHEET: (
        "没有工作表 {value}。文件中的工作表：{sheets}。请改正 sheet。",
        "there is no sheet {value}. Sheets of the file: {sheets}. Correct sheet.",
    ),
    _.MISSING_PATH: (
        "路径 at: {value} 在文件中不存在。该处的键：{keys}。请改正 at。",
        "the path at: {value} is not in the file. Keys there: {keys}. Correct at.",
    ),
    _.FILE_UNREADABLE: (
        "无法读取文件：{problem}。请检查它是否为普通文件以及访问权限。",
        "the file cannot be read: {problem}. Check that it is an ordinary file that may be read.",
    ),
    _.EMPTY_FILE: (
        "文件是空的，没有表头也没有数据。请重新导出，或从配方中去掉这个表。",
        "the file is empty: no header, no rows. Export it again, or take the table out of the"
        " recipe.",
    ),
    _.BAD_ENCODING: (
        "不是有效的 {encoding}：字节位置 {offset} 处是 {byte}。{hint_zh}",
        "not valid {encoding}: byte {byte} at offset {offset}. {hint_en}",
    ),
    _.CSV_BROKEN: (
        "CSV 有误：{problem}。引号要成对；字段内的引号要写成两个。请改正这一行。",
        "broken CSV: {problem}. Quotes come in pairs, and a quote inside a field is doubled."
        " Correct this line.",
    ),
    _.FIELD_TOO_LARGE: (
        "一个字段超过 {limit_mb} MB，多半是从这里开始有一个引号没有关上。请补上引号。",
        "one field is larger than {limit_mb} MB; most likely a quote that opens here is never"
        " closed. Close it.",
    ),
    _.SHEET_BROKEN: (
        "无法打开表格文件：{problem}。请去掉密码，用 Excel 或 WPS 另存为 .xlsx。",
        "the workbook cannot be opened: {problem}. Remove the password and save it as .xlsx.",
    ),
    _.JSON_BROKEN: (
        "JSON 有误：{problem}。请用 JSON 校验工具检查；一行一个对象的文件用 format: jsonl。",
        "broken JSON: {problem}. Check it with a JSON validator; for one object a line say"
        " format: jsonl.",
    ),
    _.JSON_NOT_ROWS: (
        "应为对象的数组，实为{found}。对象里的数组用 at 指明路径，例如 at: data.rows。",
        "expected an array of objects, found {found}. For an array inside an object name its"
        " path, such as at: data.rows.",
    ),
    _.NO_ROWS: (
        "没有数据行，此表未载入任何记录。如不应如此，请检查文件、sheet 和 where。",
        "there are no rows, so nothing was loaded from it. If that is not meant, check the file,"
        " sheet and where.",
    ),
    _.LEXICON_LINE: (
        "{value} 不是一条日常用语：应为“说法<Tab>含义”，几个含义用 | 分开，只有一个 Tab。",
        "{value} is not an entry: expected say<Tab>means, several meanings separated by |, with"
        " one tab only.",
    ),
    _.DATUM_NOT_SAID: (
        "有经纬度但没有说明坐标系，按 WGS-84 载入。请在此表写明 datum，否则位置可能差几百米。",
        "there are coordinates but no datum; loaded as WGS-84. Say datum for this table, or"
        " places may be off by hundreds of metres.",
    ),
    _.ROW_TOO_LONG: (
        "有 {cells} 个单元格，表头只有 {columns} 列，各列可能已错位，此行未载入。"
        "请给含分隔符的字段加引号。",
        "{cells} cells under {columns} columns, so values may have shifted; the row was left"
        " out. Quote the field that holds a delimiter.",
    ),
    _.ROW_TOO_SHORT: (
        "只有 {cells} 个单元格，表头有 {columns} 列，缺的按空值载入。请检查此行。",
        "only {cells} cells under {columns} columns; the rest was taken as empty. Check the row.",
    ),
    _.ROW_NOT_JSON: (
        "这一行不是 JSON：{problem}，未载入。请改正这一行。",
        "this line is not JSON: {problem}; it was left out. Correct the line.",
    ),
    _.ROW_NOT_OBJECT: (
        "应为 JSON 对象，实为{found}，未载入。",
        "expected a JSON object, found {found}; it was left out.",
    ),
    _.EMPTY_REQUIRED: (
        "必填字段 {field} 为空，此行未载入。请补上。",
        "the required field {field} is empty; the row was left out. Fill it in.",
    ),
    _.DUPLICATE: (
        "{field} {value} 与 {first_file} 第 {first_row} 行重复，保留先出现的，此行未载入。"
        "请删去或改正其中一行。",
        "{field} {value} repeats that of {first_file} row {first_row}; the earlier one is kept,"
        " this row was left out. Remove or correct one of them.",
    ),
    _.CODE_ROUNDED: (
        "编码 {value} 被表格软件当作数字存储，末尾数字已丢失，此行未载入。"
        "请把该列设为文本后重新填写。",
        "the code {value} was stored as a number by the spreadsheet and has lost its last"
        " digits; the row was left out. Make the column text and enter it again.",
    ),
    _.NO_SUCH_ITEM: (
        "没有编码为 {value} 的事项，此行未载入。请检查编码，或先在 items 中载入该事项。",
        "there is no item with code {value}; the row was left out. Check the code, or load the"
        " item under items.",
    ),
    _.NO_SUCH_PLACE: (
        "没有编号为 {value} 的办事场所，此行未载入。请检查编号，或先在 places 中载入该场所。",
        "there is no place with id {value}; the row was left out. Check the id, or load the"
        " place under places.",
    ),
    _.CODE_NOT_STANDARD: (
        "编码 {value} 不合 GB/T 39554.1：{faults_zh}。已照原样载入。",
        "the code {value} is not to GB/T 39554.1: {faults_en}. Loaded as written.",
    ),
    _.TIME_LIMIT_UNREADABLE: (
        "读不懂的时限 {value}，只保留原文。可写作“20个工作日”“30自然日”“即办”。",
        "the time limit {value} could not be read; only the original is kept. Write 20个工作日,"
        " 30自然日 or 即办.",
    ),
    _.VISITS_UNREADABLE: (
        "读不懂的到现场次数 {value}，按未知载入。请写数字。",
        "the number of visits {value} could not be read; loaded as unknown. Write a number.",
    ),
    _.PHONE_UNREADABLE: (
        "电话 {value} 中有读不懂的部分，只载入能读的号码。请只写号码，多个用“、”分开。",
        "part of the phone {value} could not be read; only the numbers found were loaded. Write"
        " numbers only, several separated by 、.",
    ),
    _.HOURS_UNREADABLE: (
        "读不懂的办公时间 {value}，只保留原文。可写作“周一至周五 9:00-12:00，13:30-17:00”"
        "或 OSM opening_hours。",
        "the hours {value} could not be read; only the original is kept. Write OSM opening_hours,"
        " such as Mo-Fr 09:00-12:00,13:30-17:00.",
    ),
    _.NUMBER_UNREADABLE: (
        "{value} 不是此处可用的数字，按未知载入。请写数字。",
        "{value} is not a number that fits here; loaded as unknown. Write a number.",
    ),
    _.DATE_UNREADABLE: (
        "{value} 不是日期，按未知载入。请写作 2026-02-14。",
        "{value} is not a date; loaded as unknown. Write 2026-02-14.",
    ),
    _.MOMENT_UNREADABLE: (
        "{value} 不是日期和钟点，未载入这个时段。请写作 2026-11-25 09:30（当地时间），"
        "多个用“、”分开。",
        "{value} is not a date with a time of day; this appointment was not loaded. Write"
        " 2026-11-25 09:30 (local time), several separated by 、.",
    ),
    _.HOUR_UNREADABLE: (
        "{value} 不是一天中的某一个小时。请写 0 至 23 的整数，或 9:00-10:00。",
        "{value} is not one hour of the day. Write a whole number from 0 to 23, or 9:00-10:00.",
    ),
    _.WEEKDAYS_UNREADABLE: (
        "读不懂的星期 {value}。请写作“周一至周五”、Mo-Fr 或 1-5（1 是周一）；每天都一样时留空。",
        "the weekdays {value} could not be read. Write 周一至周五, Mo-Fr or 1-5 (1 is Monday);"
        " leave it empty when every day is alike.",
    ),
    _.STRUCTURE_UNREADABLE: (
        "{value} 的结构读不懂，未载入此值：{problem}。应为{expected}。",
        "the structure of {value} could not be read and the value was left out: {problem}."
        " Expected {expected}.",
    ),
    _.VALUE_NOT_KNOWN: (
        "不认识的值 {value}。可用的：{valid}。",
        "unknown value {value}. Valid: {valid}.",
    ),
    _.AREA_NOT_KNOWN: (
        "没有区域 {value}，所属区域未载入。请写区划代码，或与 areas 表中的名称一致。",
        "there is no area {value}; the area was left out. Write the region code, or a name of"
        " the areas table.",
    ),
    _.NO_COUNTER_SAID: (
        "地点写的是 {value}，不是地址，未作为地址载入。",
        "the location says {value}, which is no address; it was not loaded as one.",
    ),
    _.COORDINATE_UNREADABLE: (
        "坐标 {value} 读不懂或不成对，场所已载入但没有坐标。请写十进制度，经度和纬度都要有。",
        "the coordinate {value} is unreadable or only half there; the place was loaded without"
        " it. Write decimal degrees, both lon and lat.",
    ),
    _.COORDINATE_IMPOSSIBLE: (
        "坐标 {value} 不可能是此坐标系中的位置，场所已载入但没有坐标。请检查数值和坐标系。",
        "the coordinate {value} cannot be a position in this datum; the place was loaded without"
        " it. Check the numbers and the datum.",
    ),
    _.COORDINATE_SWAPPED: (
        "坐标 {value} 的经度和纬度像是写反了，场所已载入但没有坐标。请对调 lon 和 lat 两列。",
        "lon and lat of {value} look swapped; the place was loaded without a coordinate. Swap"
        " the columns lon and lat.",
    ),
    _.COORDINATE_OUTSIDE: (
        "坐标 {value} 在本区之外约 {distance_km} 公里，场所已载入但没有坐标，原数值保留。"
        "请检查数值、坐标系（现为 {datum}）以及经纬度是否写反。",
        "the coordinate {value} is about {distance_km} km outside the district; the place was"
        " loaded without it, the source's numbers are kept. Check the numbers, the datum (now"
        " {datum}) and whether lon and lat are swapped.",
    ),
    _.COORDINATE_OUTLIER: (
        "坐标 {value} 离本表其他场所的中心约 {distance_km} 公里，场所已载入但没有坐标，"
        "原数值保留。请检查数值、坐标系（现为 {datum}）以及经纬度是否写反。",
        "the coordinate {value} is about {distance_km} km from the middle of the other places;"
        " the place was loaded without it, the source's numbers are kept. Check the numbers, the"
        " datum (now {datum}) and whether lon and lat are swapped.",
    ),
}

CODE_FAULT_WORDINGS: dict[str, tuple[str, str]] = {
    "empty": ("为空", "it is empty"),
    "length": ("长度为 {value}，应为 31 或 33 位", "it has {value} characters, not 31 or 33"),
    "character": (
        "第 {place} 位的 {value} 不是允许的字符",
        "character {place}, {value}, is not allowed",
    ),
    "check_digit": (
        "统一社会信用代码的校验位是 {value}，应为 {expected}",
        "the check digit of the credit code is {value}, not {expected}",
    ),
    "level": (
        "第 {place} 位的行使层级 {value} 不在 1 至 6 之间",
        "the level at character {place}, {value}, is not 1 to 6",
    ),
}


def word_fault(fault: Fault, language: str) -> str:
    """The message of ``fault`` in ``zh`` or ``en`` (any other tag): where, then what."""
    chinese = language == "zh"
    template = WORDINGS[fault.kind][0 if chinese else 1]
    shown: dict[str, object] = {key: _short(str(word)) for key, word in fault.details.items()}
    shown["value"] = _quoted(fault.value)
    shown["column"] = _quoted(fault.column)
    what = template.format_map(shown)
    where = _where_zh(fault) if chinese else _where_en(fault)
    return f"{where}：{what}" if chinese else f"{where}: {what}"


def _where_zh(fault: Fault) -> str:
    parts = [fault.file]
    if fault.row is not None:
        parts.append(f"第 {fault.row} 行数据")
    if fault.line is not None:
        parts.append(f"文件第 {fault.line} 行")
    if fault.column:
        parts.append(f"列 {fault.column}")
    return "，".join(part for part in parts if part)


def _where_en(fault: Fault) -> str:
    parts = [fault.file]
    if fault.row is not None:
        parts.append(f"row {fault.row}")
    if fault.line is not None:
        parts.append(f"line {fault.line}")
    if fault.column:
        parts.append(f"column {fault.column}")
    return ", ".join(part for part in parts if part)


def _quoted(words: str) -> str:
    return f"“{_clip(words, _SHOWN)}”"


def _short(words: str) -> str:
    return _clip(words, 600)


def _clip(words: str, length: int) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"
