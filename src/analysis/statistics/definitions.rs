//! What every figure means: shown on hover and in `--help`. No figure is shown without an entry here.

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Count,
    /// A number, with so many decimals on screen.
    Real(u8),
    /// 0 to 1, on screen in per cent.
    Share,
    Seconds,
}

/// Name, label and meaning of a figure in both languages, with formula and source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Name in JSON and TSV.
    pub key: &'static str,
    pub unit: Unit,
    pub zh: &'static str,
    pub en: &'static str,
    pub zh_text: &'static str,
    pub en_text: &'static str,
}

/// The definition of a figure by its name.
pub fn definition(key: &str) -> Option<&'static Definition> {
    DEFINITIONS.iter().find(|definition| definition.key == key)
}

const fn define(key: &'static str, unit: Unit, zh: [&'static str; 2], en: [&'static str; 2]) -> Definition {
    let ([zh, zh_text], [en, en_text]) = (zh, en);
    Definition { key, unit, zh, en, zh_text, en_text }
}

/// All definitions: the figures of [`super::Statistics::entries`] in their order, then the columns of its tables.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "chars_total",
        Unit::Count,
        ["字符", "全文的字符（Unicode 码位）数，含标点、空格和换行。"],
        ["Characters", "All code points of the text, marks, blanks and line ends included."],
    ),
    define(
        "han",
        Unit::Count,
        ["汉字", "汉字个数（统一表意文字及扩展区、兼容汉字、〇、々）。"],
        ["Han characters", "Unified ideographs with all extensions, compatibility ideographs, 〇 and 々."],
    ),
    define(
        "han_types",
        Unit::Count,
        ["不同汉字", "出现过的不同汉字的个数。"],
        ["Distinct Han", "How many different Han characters occur."],
    ),
    define(
        "standard_1",
        Unit::Share,
        [
            "一级字占比",
            "《通用规范汉字表》（国务院 2013）一级字（3500 字，基础教育和一般用字）的字次 ÷ 汉字数；繁体、异体等表外字不属任何一级。",
        ],
        [
            "Level 1 characters",
            "Characters of level 1 (3,500, for basic education and general use) of the Table of General Standard Chinese Characters \
             (State Council 2013) by Han characters; traditional, variant and rare forms are of no level.",
        ],
    ),
    define(
        "standard_2",
        Unit::Share,
        ["二级字占比", "《通用规范汉字表》二级字（3000 字，出版印刷等用字）的字次 ÷ 汉字数。"],
        [
            "Level 2 characters",
            "Characters of level 2 (3,000, for publishing) of the Table of General Standard Chinese Characters by Han characters.",
        ],
    ),
    define(
        "standard_3",
        Unit::Share,
        ["三级字占比", "《通用规范汉字表》三级字（1605 字，人名、地名、科技和文言等用字）的字次 ÷ 汉字数。"],
        [
            "Level 3 characters",
            "Characters of level 3 (1,605, for names, science and classical words) of the Table of General Standard Chinese Characters by \
             Han characters.",
        ],
    ),
    define(
        "tokens",
        Unit::Count,
        ["词", "分词后的词数 N，标点不计；由多个词组成的专名（人名、机构名）按分词结果计。"],
        ["Words", "Words N after segmentation; marks are not counted, names count as they are segmented."],
    ),
    define(
        "types",
        Unit::Count,
        ["不同的词", "词型数 V：写法不同的词的个数。"],
        ["Distinct words", "Types V: words that are written differently."],
    ),
    define(
        "hapax",
        Unit::Count,
        ["只出现一次的词", "全文只出现一次的词（hapax legomena）的个数。"],
        ["Hapaxes", "Words that occur once in the text (hapax legomena)."],
    ),
    define(
        "sentences",
        Unit::Count,
        [
            "句子",
            "以 。！？（含半角）、其后不再接续的省略号和段落结尾为界，句末的引号、括号归前句；没有文字的片段不计。",
        ],
        [
            "Sentences",
            "Pieces that end with 。！？ (or ! ?), with an ellipsis that nothing continues, or with the paragraph; marks that close behind belong to the sentence.",
        ],
    ),
    define(
        "clauses",
        Unit::Count,
        ["分句", "句子再以 ，；：（含半角）分开的片段数；顿号不分，数字中间的标点不分。"],
        [
            "Clauses",
            "Pieces of sentences between ，；： (or , ; :); the enumeration comma and marks inside numbers do not divide.",
        ],
    ),
    define(
        "paragraphs",
        Unit::Count,
        ["段落", "有文字的段落数，标题、来源、责编等行也计在内。"],
        ["Paragraphs", "Blocks with text in them, headings, source and editor lines included."],
    ),
    define(
        "mean_sentence_chars",
        Unit::Real(1),
        ["平均句长（字）", "每句的汉字、字母、数字数的平均值；标点和空格不计。"],
        ["Mean sentence length", "Han characters, letters and digits per sentence; marks and blanks count nothing."],
    ),
    define(
        "sd_sentence_chars",
        Unit::Real(1),
        ["句长标准差", "各句字数的标准差（总体标准差，除以 n）。"],
        [
            "Spread of sentence length",
            "Standard deviation of sentence length in characters (population, divided by n).",
        ],
    ),
    define(
        "mean_sentence_words",
        Unit::Real(1),
        ["平均句长（词）", "词数除以句数。"],
        ["Words per sentence", "Words divided by sentences."],
    ),
    define(
        "mean_clause_chars",
        Unit::Real(1),
        ["平均分句长（字）", "每个分句的汉字、字母、数字数的平均值。"],
        ["Mean clause length", "Han characters, letters and digits per clause."],
    ),
    define(
        "sd_clause_chars",
        Unit::Real(1),
        ["分句长标准差", "各分句字数的标准差（总体标准差，除以 n）。"],
        ["Spread of clause length", "Standard deviation of clause length in characters (population, divided by n)."],
    ),
    define(
        "mean_word_chars",
        Unit::Real(2),
        ["平均词长（字）", "每个词的字符数的平均值。"],
        ["Mean word length", "Characters per word."],
    ),
    define(
        "reading_time_s",
        Unit::Seconds,
        [
            "阅读时间",
            "默读时间的估计：汉字数 ÷ 260 字/分 ＋ 外文词和数字 ÷ 238 词/分。汉字速度取两项测量之合：255±29（IReST，\
             Trauzettel-Klosinski 与 Dietz 2012，朗读）与 259.5±38.2（大学生，逐字呈现）；英文默读 238（Brysbaert 2019，190 项研究）。\
             这是偏慢的估计，熟练者默读更快。",
        ],
        [
            "Reading time",
            "Estimated silent reading: Han ÷ 260 a minute + other words and numbers ÷ 238 a minute. 260: 255±29 (IReST, \
             Trauzettel-Klosinski & Dietz 2012, read aloud) and 259.5±38.2 (college students, serial presentation); 238: English \
             non-fiction, silent (Brysbaert 2019, 190 studies). A careful estimate: skilled silent readers are quicker.",
        ],
    ),
    define(
        "quoted_share",
        Unit::Share,
        ["引语占比", "引语内的汉字、字母、数字占全文的比例；引语中的引语只计一次。"],
        [
            "Quoted share",
            "Han characters, letters and digits inside quotations by those of the text; nested quotations count once.",
        ],
    ),
    define(
        "lexical_density_content(n,v,a,i)/tokens",
        Unit::Share,
        [
            "词汇密度",
            "实词（名词、专名、动词、形容词）数 ÷ 词数 N（Ure 1971）；时间词、方位词、数量词、副词不计为实词。",
        ],
        [
            "Lexical density",
            "Content words (nouns, names, verbs, adjectives) by words N (Ure 1971); words of time, direction and quantity and adverbs \
             are not counted as content.",
        ],
    ),
    define(
        "TTR",
        Unit::Real(3),
        ["型例比 TTR", "V ÷ N。随篇幅下降，只宜比较长度相近的文章。"],
        ["Type–token ratio", "V ÷ N. Falls with length: compare texts of like length only."],
    ),
    define(
        "Guiraud_R",
        Unit::Real(2),
        ["Guiraud R", "V ÷ √N（Guiraud 1954）。"],
        ["Guiraud's R", "V ÷ √N (Guiraud 1954)."],
    ),
    define(
        "HerdanC",
        Unit::Real(3),
        ["Herdan C", "ln V ÷ ln N（Herdan 1960）。少于两个词时无定义。"],
        ["Herdan's C", "ln V ÷ ln N (Herdan 1960). Undefined below two words."],
    ),
    define(
        "MSTTR100",
        Unit::Real(3),
        [
            "MSTTR（100）",
            "每 100 词一段，各整段型例比的平均值，余下不足 100 词的不计（Johnson 1944）。少于 100 词无定义。",
        ],
        [
            "MSTTR (100)",
            "Mean type–token ratio of whole segments of 100 words; the rest is left out (Johnson 1944). Undefined below 100.",
        ],
    ),
    define(
        "MATTR50",
        Unit::Real(3),
        ["MATTR（50）", "50 词的窗口逐词移动，各窗口型例比的平均值（Covington 与 McFall 2010）。少于 50 词无定义。"],
        [
            "MATTR (50)",
            "Mean type–token ratio of all windows of 50 words (Covington & McFall 2010). Undefined below 50.",
        ],
    ),
    define(
        "MTLD072",
        Unit::Real(1),
        [
            "MTLD（0.72）",
            "型例比保持在 0.72 以上的词串的平均长度，正反两向的平均值（McCarthy 与 Jarvis 2010）。词无重复时等于 N。",
        ],
        [
            "MTLD (0.72)",
            "Mean length of runs that keep a type–token ratio above 0.72, mean of both directions (McCarthy & Jarvis 2010). N where no \
             word repeats.",
        ],
    ),
    define(
        "HDD42",
        Unit::Real(3),
        [
            "HD-D（42）",
            "随机取 42 词的期望型例比：Σ[1−P(0; N, f, 42)]÷42，P 为超几何分布（McCarthy 与 Jarvis 2007）。少于 42 词无定义。",
        ],
        [
            "HD-D (42)",
            "Expected type–token ratio of 42 words drawn without replacement: Σ[1−P(0; N, f, 42)]÷42, P hypergeometric (McCarthy & \
             Jarvis 2007). Undefined below 42.",
        ],
    ),
    define(
        "Maas",
        Unit::Real(4),
        ["Maas a²", "(ln N − ln V) ÷ (ln N)²，自然对数（Maas 1972）。越低词汇越丰富。"],
        ["Maas's a²", "(ln N − ln V) ÷ (ln N)², natural logarithms (Maas 1972). Lower is richer."],
    ),
    define(
        "Yule_K",
        Unit::Real(1),
        ["Yule K", "10⁴ × (Σf² − N) ÷ N²，f 为各词的频次（Yule 1944）。越低词汇越丰富，受篇幅影响小。"],
        [
            "Yule's K",
            "10⁴ × (Σf² − N) ÷ N², f the frequency of each type (Yule 1944). Lower is richer; little moved by length.",
        ],
    ),
    define(
        "Simpson",
        Unit::Real(4),
        ["Simpson D", "Σf(f−1) ÷ N(N−1)：任取两词相同的概率（Simpson 1949）。"],
        ["Simpson's D", "Σf(f−1) ÷ N(N−1): the chance that two words taken at random are the same (Simpson 1949)."],
    ),
    define("n", Unit::Count, ["频次", "出现的次数。"], ["Frequency", "How often it occurs."]),
    define(
        "per_thousand",
        Unit::Real(1),
        ["每千词", "出现的次数 × 1000 ÷ 词数 N。"],
        ["Per thousand words", "How often it occurs × 1,000 ÷ words N."],
    ),
    define(
        "mean_paragraph_chars",
        Unit::Real(1),
        ["平均段长（字）", "每段的汉字、字母、数字数的平均值；没有文字的段落不计。"],
        [
            "Mean paragraph length",
            "Han characters, letters and digits per paragraph; paragraphs without any are left out.",
        ],
    ),
    define(
        "pos_share",
        Unit::Share,
        ["词类占比", "该词类的词数 ÷ 词数 N；词类标记同 LAC。"],
        ["Part-of-speech share", "Words of this part of speech by words N; tags as LAC's."],
    ),
    define(
        "speaker_share",
        Unit::Share,
        ["说话人占比", "该说话人的引语字数 ÷ 全部引语字数。"],
        ["Share by speaker", "Characters in this speaker's quotations by all quoted characters."],
    ),
    define(
        "DP",
        Unit::Real(3),
        ["分布偏差 DP", "全文按词数等分 10 份，½Σ|该词在各份中的比例 − 各份的比例|（Gries 2008）；0 最均匀。"],
        [
            "Deviation of proportions DP",
            "The text in 10 equal parts: ½Σ|share of the word's occurrences − share of words| (Gries 2008); 0 is even.",
        ],
    ),
    define(
        "DPnorm",
        Unit::Real(3),
        ["归一化 DP", "DP ÷ (1 − 最小一份的比例)（Lijffijt 与 Gries 2012）。"],
        ["Normalised DP", "DP ÷ (1 − share of the smallest part) (Lijffijt & Gries 2012)."],
    ),
    define(
        "JuillandD",
        Unit::Real(3),
        ["Juilland D", "1 − 变异系数 ÷ √9，按 10 等份中的次数计，总体标准差（Juilland 1970）；1 最均匀。"],
        [
            "Juilland's D",
            "1 − coefficient of variation ÷ √9 over the counts in 10 equal parts, population deviation (Juilland 1970); 1 is even.",
        ],
    ),
    define(
        "MI",
        Unit::Real(2),
        [
            "互信息 MI",
            "log₂(O ÷ E)，O 为共现次数，E = f₁·f₂ ÷ N（Church 与 Hanks 1990）；窗口搭配时以窗口内的词数代 f₁（Evert 2008）。",
        ],
        [
            "Mutual information MI",
            "log₂(O ÷ E); O meetings, E = f₁·f₂ ÷ N (Church & Hanks 1990); for collocates the words inside the windows stand for f₁ (Evert 2008).",
        ],
    ),
    define(
        "LL",
        Unit::Real(1),
        [
            "对数似然 LL",
            "2Σ O·ln(O ÷ E)，对四格表求和（Dunning 1993）；大于 3.84、6.63、10.83、15.13 时 p < .05、.01、.001、.0001。",
        ],
        [
            "Log-likelihood LL",
            "2Σ O·ln(O ÷ E) over the four cells (Dunning 1993); above 3.84, 6.63, 10.83, 15.13: p < .05, .01, .001, .0001.",
        ],
    ),
    define(
        "t",
        Unit::Real(2),
        ["t 值", "(O − E) ÷ √O（Church 等 1991）。"],
        ["t-score", "(O − E) ÷ √O (Church et al. 1991)."],
    ),
    define(
        "dice",
        Unit::Real(3),
        ["Dice 系数", "2O ÷ (f₁ + f₂)（Dice 1945）。"],
        ["Dice", "2O ÷ (f₁ + f₂) (Dice 1945)."],
    ),
    define(
        "logDice",
        Unit::Real(2),
        ["logDice", "14 + log₂ Dice（Rychlý 2008）；两词总在一起时为 14，与篇幅无关。"],
        ["logDice", "14 + log₂ Dice (Rychlý 2008); 14 where two words are always together; independent of length."],
    ),
    define(
        "log_ratio",
        Unit::Real(2),
        ["对数比", "log₂(本文频率 ÷ 参照频率)，零频次按 0.5 计（Hardie 2014）；附 95% 置信区间，区间含 0 时不显著。"],
        [
            "Log ratio",
            "log₂(rate here ÷ rate in the reference), a count of 0 taken as 0.5 (Hardie 2014); with its 95 % interval: not significant if that holds 0.",
        ],
    ),
    define(
        "percent_diff",
        Unit::Real(0),
        ["%DIFF", "(本文频率 − 参照频率) × 100 ÷ 参照频率（Gabrielatos 与 Marchi 2012）；参照中没有的词无定义。"],
        [
            "%DIFF",
            "(rate here − rate in the reference) × 100 ÷ rate in the reference (Gabrielatos & Marchi 2012); undefined for words the reference lacks.",
        ],
    ),
    define(
        "simple_maths1",
        Unit::Real(1),
        ["简单比", "(本文每百万词频次 + 1) ÷ (参照每百万词频次 + 1)（Kilgarriff 2009）。"],
        ["Simple maths", "(occurrences a million words here + 1) ÷ (in the reference + 1) (Kilgarriff 2009)."],
    ),
    define(
        "keyness",
        Unit::Real(1),
        [
            "主题性（LL）",
            "与参照词表比较的对数似然（Rayson 与 Garside 2000，两格）。参照：历年政府工作报告、党代会报告和法规 89 万词，\
             因此公文用词在此不显突出。",
        ],
        [
            "Keyness (LL)",
            "Log-likelihood against a reference list (Rayson & Garside 2000, two cells). The reference: 0.89 million words of government \
             and congress reports and regulations, so that the vocabulary of official texts does not stand out.",
        ],
    ),
    define(
        "tf_idf",
        Unit::Real(3),
        [
            "TF-IDF",
            "词频 ÷ 候选词总数 × ln((T+1) ÷ (t+1))，t 为参照中含该词的篇数，T 为总篇数（每篇 1000 词）。候选词为两字以上的实词。",
        ],
        [
            "TF-IDF",
            "Frequency ÷ candidates × ln((T+1) ÷ (t+1)): t of the reference's T texts (of 1,000 words) hold the word. Candidates are \
             content words of two characters or more.",
        ],
    ),
    define(
        "text_rank",
        Unit::Real(3),
        [
            "TextRank",
            "五词窗口内名词、动词的共现图上的 PageRank（阻尼 0.85，10 轮，最大为 1；Mihalcea 与 Tarau 2004，算法同 jieba）。",
        ],
        [
            "TextRank",
            "PageRank on the graph of nouns and verbs that meet within five words (damping 0.85, ten rounds, largest 1; Mihalcea & Tarau \
             2004, as in jieba).",
        ],
    ),
];
