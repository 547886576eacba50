//! A line of text as folded characters: one folded character for each of the text, so that positions are shared.

use std::sync::LazyLock;

use crate::text::TextRange;

/// A line with its characters folded (full width to ASCII, traditional to simplified, dashes to `-`) and where each
/// begins in the text. Index `i` of one is index `i` of the other.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    chars: Vec<char>,
    /// Byte offset of each character, and of the end.
    bytes: Vec<usize>,
}

impl Glyphs {
    /// Folds `line`, which stands at byte `offset` of its text.
    pub(super) fn new(line: &str, offset: usize) -> Self {
        let mut glyphs = Self::default();
        glyphs.refill(line, offset);
        glyphs
    }

    /// Takes another line, keeping the memory.
    pub(super) fn refill(&mut self, line: &str, offset: usize) {
        self.chars.clear();
        self.bytes.clear();
        for (at, c) in line.char_indices() {
            self.chars.push(fold(c));
            self.bytes.push(offset + at);
        }
        self.bytes.push(offset + line.len());
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The folded character at `i`, NUL outside the line (never part of an expression).
    pub(super) fn at(&self, i: usize) -> char {
        self.chars.get(i).copied().unwrap_or('\0')
    }

    /// The folded character before `i`.
    pub(super) fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or('\0', |i| self.at(i))
    }

    /// Whether `word` stands at `i`.
    pub(super) fn has(&self, i: usize, word: &str) -> bool {
        self.chars.get(i..).is_some_and(|rest| {
            let mut rest = rest.iter();
            word.chars().all(|c| rest.next() == Some(&c))
        })
    }

    /// Where `word` ends if it stands at `i`.
    pub(super) fn after(&self, i: usize, word: &str) -> Option<usize> {
        self.has(i, word).then(|| i + word.chars().count())
    }

    /// The first of `words` that stands at `i`, as (its index, its end): put the longer before the shorter.
    pub(super) fn one_of(&self, i: usize, words: &[&str]) -> Option<(usize, usize)> {
        words.iter().enumerate().find_map(|(idx, word)| self.after(i, word).map(|end| (idx, end)))
    }

    /// Whether `word` ends just before `i`.
    pub(super) fn ends(&self, i: usize, word: &str) -> bool {
        i.checked_sub(word.chars().count()).is_some_and(|from| self.has(from, word))
    }

    /// The first position from `i` on that is no blank.
    pub(super) fn skip_blanks(&self, i: usize) -> usize {
        let mut i = i;
        while self.at(i) == ' ' {
            i += 1;
        }
        i
    }

    /// The bytes of characters `start..end`.
    pub(super) fn range(&self, start: usize, end: usize) -> TextRange {
        let byte = |i: usize| self.bytes.get(i).or(self.bytes.last()).copied().unwrap_or(0);
        TextRange::new(byte(start), byte(end))
    }

    /// The folded characters `start..end` as a string.
    pub(super) fn text(&self, start: usize, end: usize) -> String {
        self.chars.get(start..end).unwrap_or_default().iter().collect()
    }
}

/// Folds what reads alike in expressions of time and amount; everything else is left as it is.
pub(super) fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => fold(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)),
        '\u{3000}' | '\u{A0}' | '\t' => ' ',
        '—' | '–' | '−' | '―' | '‐' | '‑' => '-',
        '∶' => ':',
        '〜' => '~',
        '¥' | '￥' => '¥',
        c if (c as u32) < 0x4E00 => c,
        _ => simplified(c),
    }
}

/// Simplified forms of the characters that words of time and amount use; the two strings run in parallel.
const TRADITIONAL: &str = "來倆個傢億兒內兩冊剛劃動勞區參叄員嘗噸國園圓團場塊壯婦寬將尋對屆層屬師幣幹幾張後從復愛慶戶掃攝數於時曆會東條棟\
     業樓樹歐歲歷氣滿灣為無燈爾現環產畝當發盞盧禮種筆節範紀約級終組結線縣總罈羅羣聖聯聽臘臺舊華萊萬處號術裏裡親誕說\
     課貓負貮貳車軍軟輔輛輩輪農這週進運過達遠遲選還鄉鄰釋釐釘銀鋪鋼錄錠錢鍾鎊鎮鐘長門開閏間關陰陸陽隊際隨隻雙雞離韓\
     頁頂頃項頭顆類飛餘馬馮驗魚麼黃點";
const SIMPLIFIED: &str = "来俩个家亿儿内两册刚划动劳区叁叁员尝吨国园圆团场块壮妇宽将寻对届层属师币干几张后从复爱庆户扫摄数于时历会东条栋\
     业楼树欧岁历气满湾为无灯尔现环产亩当发盏卢礼种笔节范纪约级终组结线县总坛罗群圣联听腊台旧华莱万处号术里里亲诞说\
     课猫负贰贰车军软辅辆辈轮农这周进运过达远迟选还乡邻释厘钉银铺钢录锭钱钟镑镇钟长门开闰间关阴陆阳队际随只双鸡离韩\
     页顶顷项头颗类飞余马冯验鱼么黄点";

/// Folded character of each unified ideograph, by distance from U+4E00.
static FOLDED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = ('\u{4E00}'..='\u{9FFF}').collect();
    for (from, to) in TRADITIONAL.chars().zip(SIMPLIFIED.chars()) {
        if let Some(slot) = (from as usize).checked_sub(0x4E00).and_then(|i| table.get_mut(i)) {
            *slot = to;
        }
    }
    table
});

fn simplified(c: char) -> char {
    (c as usize).checked_sub(0x4E00).and_then(|i| FOLDED.get(i)).copied().unwrap_or(c)
}
