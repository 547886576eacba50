//! The message catalogue: every word of the interface in Chinese and English, switchable while running.

/// Language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    Chinese,
    English,
}

impl Language {
    /// From a POSIX locale (`zh_CN.UTF-8`): Chinese where it says so or says nothing, English otherwise.
    pub fn from_locale(locale: Option<&str>) -> Self {
        match locale {
            None | Some("" | "C" | "C.UTF-8" | "POSIX") => Self::Chinese,
            Some(locale) if locale.starts_with("zh") => Self::Chinese,
            Some(_) => Self::English,
        }
    }

    /// Of the system, by the environment.
    pub fn of_system() -> Self {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty());
        Self::from_locale(locale.as_deref())
    }
}

macro_rules! catalogue {
    ($($word:ident: $zh:literal, $en:literal;)*) => {
        /// A message of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumIter)]
        #[expect(clippy::enum_variant_names, reason = "messages about words are named so")]
        pub(super) enum Word {
            $($word,)*
        }

        impl Word {
            pub(super) fn in_language(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$word, Language::Chinese) => $zh, (Self::$word, Language::English) => $en,)*
                }
            }
        }
    };
}

catalogue! {
    AppName: "圈点", "Quandian";
    Open: "打开…", "Open…";
    OpenSample: "示例文章", "Sample article";
    OpenRecent: "最近打开", "Recent";
    OpenPathTitle: "打开文件", "Open a file";
    OpenPathHint: "系统没有文件对话框。输入文件的完整路径：", "No file dialog on this system. Full path of the file:";
    Opening: "正在打开…", "Opening…";
    ExportNotes: "导出笔记…", "Export notes…";
    Quit: "退出", "Quit";
    Undo: "撤销", "Undo";
    Redo: "重做", "Redo";
    Copy: "复制", "Copy";
    SelectAll: "全选", "Select all";
    Find: "查找", "Find";
    FindHint: "查找…  Ctrl+F", "Find…  Ctrl+F";
    FindNext: "下一处", "Next match";
    FindPrevious: "上一处", "Previous match";
    FindNothing: "没有找到", "No match";
    FindRegex: "正则", "Regex";
    FindBadRegex: "正则表达式有误", "Invalid regular expression";
    CommandPalette: "命令面板", "Command palette";
    PaletteHint: "输入命令…", "Type a command…";
    ToggleLeftPanel: "左侧栏", "Left panel";
    ToggleRightPanel: "右侧栏", "Right panel";
    ZoomIn: "放大", "Larger";
    ZoomOut: "缩小", "Smaller";
    ZoomReset: "默认大小", "Default size";
    Settings: "设置", "Settings";
    NextTheme: "换主题", "Next theme";
    ToggleVertical: "横排／竖排", "Horizontal or vertical";
    FullScreen: "全屏", "Full screen";
    Help: "帮助", "Help";
    Back: "后退", "Back";
    Forward: "前进", "Forward";
    GoToParagraph: "转到段落…", "Go to paragraph…";
    GoToHint: "段落号", "Paragraph number";
    Highlight: "涂色", "Highlight";
    Underline: "划线", "Underline";
    Wavy: "波浪线", "Wavy line";
    Dots: "着重号", "Emphasis dots";
    Circles: "圈", "Circles";
    Note: "笔记", "Note";
    Tag: "标签", "Tag";
    EntityWord: "实体", "Entity";
    RepeatMark: "重复上一标记", "Repeat last mark";
    DeleteMark: "删除标记", "Delete mark";
    NextAnnotation: "下一条批注", "Next annotation";
    PreviousAnnotation: "上一条批注", "Previous annotation";
    NextMention: "下一处提及", "Next mention";
    PreviousMention: "上一处提及", "Previous mention";
    Outline: "大纲", "Outline";
    Library: "书库", "Library";
    Annotations: "批注", "Annotations";
    Entities: "实体", "Entities";
    Statistics: "统计", "Statistics";
    Inspector: "详情", "Inspector";
    Cancel: "取消", "Cancel";
    Close: "关闭", "Close";
    Save: "保存", "Save";
    Saved: "已保存 ✓", "Saved ✓";
    Saving: "正在保存…", "Saving…";
    NotSaved: "未能保存", "Not saved";
    ReadOnly: "只读", "Read-only";
    Analyzing: "正在分析", "Analysing";
    Analyzed: "分析完成", "Analysed";
    Deleted: "已删除", "Deleted";
    UndoInToast: "撤销", "Undo";
    AddTitle: "原文无题，点此添加标题", "Untitled: click to add a title";
    TitleHint: "标题", "Title";
    EditorsLabel: "责编：", "Editors: ";
    CharsUnit: "字", "characters";
    PageUnit: "版", "";
    EmptyDocument: "没有打开的文档", "No document is open";
    EmptyOpen: "打开文档…", "Open a document…";
    EmptyAnnotations: "选中文字，按 H", "Select text, press H";
    EmptyOutline: "本文没有小标题", "No headings";
    EmptyEntities: "没有找到实体", "No entities found";
    EmptyFiltered: "没有符合筛选的批注", "Nothing matches the filter";
    ClearFilter: "清除筛选", "Clear filter";
    FilterAnnotations: "筛选批注…", "Filter annotations…";
    FilterEntities: "筛选实体…", "Filter entities…";
    AllColors: "全部颜色", "All colours";
    ByPosition: "按位置", "By position";
    ByDate: "按时间", "By date";
    ByColor: "按颜色", "By colour";
    ByCount: "按次数", "By count";
    ByName: "按名称", "By name";
    ByFirst: "按出现", "By first mention";
    Person: "人物", "Person";
    Place: "地点", "Place";
    Organisation: "机构", "Organisation";
    TitleType: "职务", "Title";
    Work: "作品", "Work";
    Term: "提法", "Term";
    TimeAndAmount: "时间与数量", "Time & amount";
    Quotations: "引语", "Quotations";
    UnknownSpeaker: "未指明", "not named";
    Mentions: "处", "mentions";
    TitlesLabel: "职务", "Titles";
    AliasesLabel: "又作", "Also";
    PathLabel: "区划", "Division";
    CodeLabel: "代码", "Code";
    ParentLabel: "隶属", "Part of";
    AmbiguousLabel: "或为", "Or";
    QuotationsLabel: "引语", "Quotes";
    SegmentsUnit: "段", "passages";
    TogetherLabel: "同现", "With";
    ValueLabel: "归一值", "Value";
    ShowInText: "在文中显示", "Show in text";
    Confirm: "确认", "Confirm";
    Retype: "改类型", "Change type";
    Ignore: "忽略", "Ignore";
    IgnoreHere: "此处忽略", "Ignore here";
    IgnoreEverywhere: "处处忽略", "Ignore everywhere";
    Rename: "改名", "Rename";
    MakeEntity: "设为实体", "Make an entity";
    Frequency: "高频词", "Frequent words";
    Dispersion: "分布", "Dispersion";
    Rhythm: "句长节奏", "Sentence length";
    Counts: "计数", "Counts";
    Diversity: "词汇", "Vocabulary";
    DefinitionLabel: "定义", "Definition";
    Minutes: "分钟", "min";
    SentenceN: "第 {} 句", "Sentence {}";
    ThemePaper: "宣纸", "Paper";
    ThemePlain: "素", "Plain";
    ThemeSepia: "护眼", "Sepia";
    ThemeDark: "夜", "Dark";
    ThemeLabel: "主题", "Theme";
    LanguageLabel: "界面语言", "Language";
    LanguageAuto: "跟随系统", "System";
    FontLabel: "正文字体", "Reading font";
    FontBundled: "思源宋体（内置）", "Source Han Serif (bundled)";
    FontSearch: "查找字体…", "Find a font…";
    SizeLabel: "字号", "Size";
    LeadingLabel: "行距", "Leading";
    MeasureLabel: "栏宽", "Measure";
    EmUnit: "字", "em";
    EntityLines: "专名线", "Entity lines";
    SingleKeys: "单键快捷键（H U N T …）", "Single-key shortcuts (H U N T …)";
    LevelLabel: "行首行尾禁则", "Line-edge rules";
    LevelBasic: "基本", "Basic";
    LevelGb: "国标", "GB";
    LevelStrict: "严格", "Strict";
    WritingLabel: "排列方向", "Writing";
    WritingHorizontal: "横排", "Horizontal";
    WritingVertical: "竖排", "Vertical";
    VerticalQuotes: "竖排时引号用『』「」", "Corner brackets 『』「」 for quotation marks in vertical text";
    ExportFormat: "格式", "Format";
    ExportContext: "语境", "Context";
    ContextQuotation: "引文", "Quotation";
    ContextSentence: "整句", "Sentence";
    ContextParagraph: "整段", "Paragraph";
    ExportProfile: "样式", "Profile";
    ExportPreview: "预览", "Preview";
    ExportSaveAs: "另存为…", "Save as…";
    ExportPath: "文件路径", "File path";
    ExportCopied: "已复制", "Copied";
    Exported: "已导出", "Exported";
    ReplaceFile: "文件已存在，将被替换：", "This file exists and will be replaced: ";
    Replace: "替换", "Replace";
    SelectedChars: "已选", "selected";
    NoteHint: "写下笔记（支持 Markdown）…", "Write a note (Markdown)…";
    TagsHint: "标签，以空格分隔", "Tags, separated by blanks";
    NoSelection: "选中文字、批注或实体", "Select text, an annotation or an entity";
    DropHere: "松开以打开", "Drop to open";
    FirstHintA: "选中文字，按 H 涂色，按 N 写笔记。", "Select text, press H to highlight, N to write a note.";
    FirstHintB: "右侧是文中的人、地、机构；点击即到原处。", "People, places and organisations are on the right: click to jump.";
    FirstHintC: "笔记随写随存；Ctrl+Shift+E 导出。", "Notes are saved as you write; Ctrl+Shift+E exports them.";
    Shortcuts: "快捷键", "Keys";
    AboutText: "圈点：中文精读。全部离线。", "Quandian: close reading of Chinese. All offline.";
    Missing: "字体缺字", "Characters without a font";
    MoveToTop: "回到开头", "Back to the beginning";
    ReadingPane: "正文", "Text";
    SelectionBar: "标记所选文字", "Mark the selection";
    MarginNote: "旁批", "Margin note";
    ColorVermilion: "朱砂", "Vermilion";
    ColorGamboge: "藤黄", "Gamboge";
    ColorMalachite: "石绿", "Malachite";
    ColorIndigo: "花青", "Indigo";
    ColorOchre: "赭石", "Ochre";
    ColorRouge: "胭脂", "Rouge";
    ColorLilac: "雪青", "Lilac";
    ColorInk: "墨", "Ink";
    FileMissing: "文件已不在原处", "The file is no longer there";
    LookUp: "查词", "Look up";
    WordLabel: "词", "Word";
    Occurrences: "次", "times";
    NoEntityLine: "显示专名线", "Show entity lines";
    CorrectionSaved: "已记住", "Remembered";
    // Lead
    Menu: "菜单", "Menu";
    NothingToUndo: "没有可撤销的操作", "Nothing to undo";
    NothingToRedo: "没有可重做的操作", "Nothing to redo";
    // Left panel
    FilterChoices: "按颜色、样式、标签筛选", "Filter by colour, style, tag";
    FilterColors: "颜色", "Colour";
    FilterStyles: "标记样式", "Style";
    SortOrder: "排列顺序", "Order";
    NOfTotal: "{} / {}", "{} of {}";
    AddTags: "添加标签…", "Add tags…";
    DeleteSelected: "删除所选", "Delete";
    EditNote: "编辑笔记", "Edit note";
    CopyQuotation: "复制引文", "Copy quotation";
    CopyWithSource: "复制引文和出处", "Copy with citation";
    MergeSelected: "合并所选", "Merge";
    LinkSelected: "互相关联", "Link";
    Linked: "已关联", "Linked";
    Merged: "已合并", "Merged";
    LinksLabel: "关联", "Links";
    LinkedFromLabel: "被关联", "Linked from";
    Unlink: "取消关联", "Remove the link";
    OnDocument: "全文", "Whole document";
    OnParagraph: "整段", "Paragraph";
    OnEntity: "实体", "Entity";
    FilterPlaces: "位置", "Place";
    PlaceCertain: "已定位", "Placed";
    EmptyLibrary: "书库还没有文档", "The library is empty";
    NNotes: "{} 条批注", "{} notes";
    OpenDocument: "打开", "Open";
    OpenKeptText: "打开书库所存文本", "Open the kept text";
    RenameDocument: "改标题", "Change the title";
    DropTitle: "恢复原题", "Use the original title";
    RemoveFromLibrary: "移出书库", "Remove from the library";
    RemovedFromLibrary: "已移出书库，可撤销", "Removed from the library: can be undone";
    JustNow: "刚才", "just now";
    MinutesAgo: "{} 分钟前", "{} min ago";
    HoursAgo: "{} 小时前", "{} h ago";
    DaysAgo: "{} 天前", "{} d ago";
    MonthsAgo: "{} 个月前", "{} mo ago";
    YearsAgo: "{} 年前", "{} y ago";
    // Dialogs and the find bar
    PathHint: "例如 ~/文章.txt", "For example ~/article.txt";
    PathNoFile: "没有这个文件", "There is no such file";
    PathNoFolder: "没有这个文件夹", "There is no such folder";
    PathIsFolder: "这是文件夹，不是文件", "This is a folder, not a file";
    TextFiles: "文本与 Markdown", "Text and Markdown";
    AllFiles: "所有文件", "All files";
    FormatMarkdown: "Markdown", "Markdown";
    FormatJsonLd: "W3C JSON-LD", "W3C JSON-LD";
    ProfilePlain: "通用", "Plain";
    ProfileObsidian: "Obsidian", "Obsidian";
    ProfileLogseq: "Logseq", "Logseq";
    ExportNothing: "还没有笔记：选中文字，按 H 涂色，按 N 写笔记", "No notes yet: select text, press H to highlight, N to write one";
    MoreLines: "以下还有 {} 行", "{} more lines";
    RestoreDefaults: "恢复默认", "Restore defaults";
    LanguageZh: "中文", "中文";
    LanguageEn: "English", "English";
    FontListing: "正在列出字体…", "Listing fonts…";
    GoToAction: "转到", "Go";
    GoToInvalid: "没有这一段", "There is no such paragraph";
    TitleEmpty: "留空则去掉自己的标题", "Leave it empty to take your own title away";
    HelpMouse: "鼠标", "Mouse";
    HelpStored: "笔记保存在：", "Notes are kept in: ";
    GestureDrag: "拖动", "Drag";
    GestureDragDoes: "选字", "Select characters";
    GestureClicks: "双击 · 三击 · 四击", "2 · 3 · 4 clicks";
    GestureClicksDoes: "选词 · 句 · 段", "Word · sentence · paragraph";
    GestureAltDrag: "Alt+拖动", "Alt+drag";
    GestureAltDragDoes: "按词选择", "Select by word";
    GestureClickMark: "单击标记或专名", "Click a mark or a name";
    GestureClickMarkDoes: "看详情；标记重叠时由短到长", "Show it, the shortest first";
    GestureMenu: "右键", "Right click";
    KeysScroll: "翻页", "Scroll";
    KeysByCharacter: "逐字选择", "Select by character";
    KeysByWord: "逐词选择", "Select by word";
    KeysByParagraph: "逐段选择", "Select by paragraph";
    FindList: "全部结果", "All matches";
    FindBadPattern: "有误", "Invalid";
    // Right panel: entities and inspector.
    IgnoredGroup: "已忽略", "Ignored";
    NoteHere: "写笔记", "Write a note";
    NoteOnEntity: "为此实体写笔记", "Note on this entity";
    NoteOnParagraph: "为本段写笔记", "Note on the paragraph";
    NoteOnDocument: "为全文写笔记", "Note on the whole document";
    RenameAsk: "改名…", "Rename…";
    MergeWith: "并入", "Merge with";
    SplitOff: "拆出", "Split off";
    IgnoreInDocument: "本文忽略", "Ignore in this text";
    TakeBack: "撤回更正", "Take back corrections";
    StopIgnoring: "不再忽略", "Stop ignoring";
    HideLines: "隐藏专名线", "Hide entity lines";
    MoreOf: "更多", "More";
    SortLabel: "排序", "Sort";
    NoEntityMatches: "没有符合的条目", "Nothing matches";
    NearLabel: "附近", "Nearby";
    CreatedLabel: "建于", "Created";
    ModifiedLabel: "改于", "Changed";
    AddTag: "添标签…", "Add a tag…";
    RemoveTag: "去掉标签", "Remove tag";
    SpeakerLabel: "说话人", "Speaker";
    ExplainDuration: "ISO 8601 时长：P3Y 即三年，PT2H 即两小时", "ISO 8601 duration: P3Y is three years, PT2H two hours";
    ExplainOpen: "X 表示文中未言明", "X stands for what the text leaves open";
    ExplainReckoned: "年份据上下文或发表日期推定", "Year taken from the context or the day of publication";
    KindDate: "日期", "Date";
    KindTime: "时刻", "Time";
    KindDuration: "时长", "Duration";
    KindSet: "频率", "Recurrence";
    KindQty: "数量", "Amount";
    KindMoney: "金额", "Money";
    KindPercent: "百分比", "Percentage";
    KindOrdinal: "序数", "Ordinal";
    KindNumber: "数", "Number";
    // Statistics
    StatMore: "更多指标", "More figures";
    StatFewer: "收起", "Fewer";
    StatAllRows: "全部 {} 行", "All {} rows";
    StatCopyTsv: "复制为 TSV，可贴进表格", "Copy as TSV, for a spreadsheet";
    StatComputing: "正在计算…", "Computing…";
    StatUnfinished: "分析没有完成，暂无统计", "The analysis was not finished: no figures yet";
    StatHours: "小时", "h";
    StatNoWords: "没有这类词", "No such words";
    StatContentWords: "实词", "Content words";
    StatFilterClass: "按词类筛选", "Filter by part of speech";
    StatPartsOfSpeech: "词类", "Parts of speech";
    StatNouns: "名词", "Nouns";
    StatVerbs: "动词", "Verbs";
    StatAdjectives: "形容词", "Adjectives";
    StatNames: "专名", "Names";
    StatTimes: "时间词", "Words of time";
    StatNumbers: "数量词", "Numerals";
    StatAdverbs: "副词", "Adverbs";
    StatPronouns: "代词", "Pronouns";
    StatFunctionWords: "虚词", "Function words";
    StatKeyness: "主题性", "Keyness";
    StatWordHint: "点击一行，看这个词的每一处", "Click a row for every place of its word";
    StatSortHint: "点击按此列排序", "Click to sort by this column";
    StatPerThousand: "每千词 {}", "{} per 1,000 words";
    StatInReference: "参照 {} 次", "{} in the reference";
    StatConcordance: "语境索引", "Concordance";
    StatLookUpHint: "查任意词语…", "Any word or phrase…";
    StatPickHint: "点一个高频词，或输入词语，看它的每一处", "Click a frequent word or type one to see its every place";
    StatPlaces: "{} 处", "{} places";
    StatPin: "加入分布图", "Add to dispersion";
    StatUnpin: "移出分布图", "Remove from dispersion";
    StatByPlace: "位置", "Place";
    StatLeft: "左{}", "L{}";
    StatRight: "右{}", "R{}";
    StatSortLeft: "按左边第 {} 个词排序", "Sort by word {} on the left";
    StatSortRight: "按右边第 {} 个词排序", "Sort by word {} on the right";
    StatCheckRow: "勾选", "Check";
    StatMarkRows: "标记所选 {} 处", "Mark {} places";
    StatMarkHint: "用上一次的样式和颜色，一次撤销即全部取消", "In the last style and colour; one undo takes all back";
    StatMarked: "已标记 {} 处", "{} places marked";
    StatCollocates: "搭配", "Collocates";
    StatWindow: "左右各 5 词之内同现的次数，至少 2 次；点击到第一处", "Meetings within 5 words on either side, at least 2; click for the first";
    StatNoCollocates: "没有反复同现的词", "No word recurs beside it";
    StatSides: "左 {} · 右 {}", "left {} · right {}";
    StatSentenceLength: "句长", "Sentence length";
    StatParagraphLength: "段长", "Paragraph length";
    StatMean: "平均 {}", "mean {}";
    StatSentenceSpan: "第 {}–{} 句", "Sentences {}–{}";
    StatKeywords: "关键词", "Keywords";
    StatWordPairs: "词组", "Word pairs";
    StatSpeakers: "说话人", "Speakers";
    StatComparison: "对照", "Comparison";
    StatChooseDocuments: "选文档…", "Documents…";
    StatComparisonHint: "从书库选一至四篇，与本文并排比较", "Choose one to four documents of the library to set beside this one";
    StatNoOthers: "书库里没有别的文档", "The library has no other document";
    StatShared: "共有的词", "Shared words";
    StatSharedHint: "每篇都有的实词，按最低频率排序；DPnorm 以各篇为份，小条是各篇十等份中的分布", "Content words of every document by their lowest rate; DPnorm takes the documents as parts, the bars are the tenths of each";
    StatDistinctive: "各自突出的词", "Distinctive words";
    StatHereAndElsewhere: "本篇 {}，其余 {}", "{} here, {} elsewhere";
    StatPatternHint: "按正则筛选…", "Filter by regex…";
    StatStopWords: "停用词…", "Stop words…";
    StatStopWordsHint: "编辑不计入高频词、关键词和词组的词", "Edit the words left out of frequent words, keywords and pairs";
    StatStopWordCount: "停用词 {} 个，空格或逗号分开", "{} stop words, blanks or commas between";
    StatStopThis: "把“{}”加入停用词", "Add “{}” to the stop words";
    StatNgrams: "短语", "Phrases";
    StatNgramHint: "连续 {} 个词，至少出现 2 次；不跨标点和段落", "{} words in a row, at least twice; across no mark or paragraph end";
    StatNoNgrams: "没有重复出现的短语", "No phrase recurs";
    StatDraw: "图…", "Plot…";
    StatDrawHint: "存为 SVG 或 PNG 图", "Save as an SVG or PNG picture";
    StatNetwork: "共现网络", "Network";
    StatNetworkHint: "同段出现的人、地、机构；线越粗，同段越多", "People, places, organisations named in the same paragraphs; broader lines, more paragraphs";
    StatNoTies: "没有人、地、机构", "No people, places or organisations";
    StatTimeline: "时间线", "Timeline";
    StatTimelineHint: "文中的日期，按起始日排列；点击到原文", "Dates in the text by the day they begin; click for the place";
    StatNoDates: "没有能定年的日期", "No date with a year";
    StatAmounts: "数量", "Amounts";
    StatNoAmounts: "没有数量", "No amounts";
    StatAmountText: "原文", "Text";
    StatAmountTextHint: "原文中的数量，按出现次序", "The amount as the text has it, in reading order";
    StatAmountWritten: "数值", "Number";
    StatAmountWrittenHint: "数值和原文的单位；~ 约，> 多于，< 少于，≥ 至少，≤ 至多", "Number and unit as written; ~ about, > over, < under, ≥ at least, ≤ at most";
    StatAmountSame: "换算", "In SI units";
    StatAmountSameHint: "同类数量换算成同一国际单位，便于比较", "Amounts of one kind in one unit of the SI, to be compared";
    // Tables, files and failures to open
    SaveTable: "保存表格…", "Save the table…";
    SaveTsv: "存为 TSV 文件…", "Save as a TSV file…";
    FormatTsv: "TSV 表格", "TSV table";
    SaveDrawing: "保存图…", "Save the plot…";
    FormatSvg: "SVG 图", "SVG picture";
    FormatPng: "PNG 图", "PNG picture";
    CopyTsv: "复制为 TSV", "Copy as TSV";
    Reload: "重新载入", "Reload";
    FileChanged: "“{}”已被其他程序改动", "“{}” was changed by another program";
    TheFile: "文件", "The file";
    Unfinished: "分析没有完成", "The analysis was not finished";
    OpenEmpty: "“{name}”是空的，没有可读的文字。", "“{name}” is empty: it has no text to read.";
    OpenBinary: "“{name}”不是文本文件。", "“{name}” is not a text file.";
    OpenUnsupported: "“{name}”的格式还不能打开：请另存为纯文本（UTF-8）或 Markdown 再打开。", "“{name}” is of a kind that cannot be opened yet: save it as plain text (UTF-8) or Markdown and open that.";
    OpenOtherEncoding: "“{name}”不是 UTF-8 编码，看来是 {guess}：请另存为 UTF-8 再打开。", "“{name}” is not in UTF-8 and looks like {guess}: save it as UTF-8 and open it again.";
    OpenNotUtf8: "“{name}”不是 UTF-8 编码，第 {offset} 字节无法识别：请另存为 UTF-8 再打开。", "“{name}” is not in UTF-8, byte {offset} cannot be read: save it as UTF-8 and open it again.";
    OpenTooLong: "“{name}”太长，打不开。", "“{name}” is too long to be opened.";
    OpenNotFound: "找不到“{name}”。", "There is no such file: “{name}”.";
    OpenIsFolder: "“{name}”是文件夹，不是文件。", "“{name}” is a folder, not a file.";
    OpenNotRegular: "“{name}”是设备或管道，不是文件。", "“{name}” is a device or a pipe, not a file.";
    OpenNoPermission: "没有读取“{name}”的权限。", "You have no permission to read “{name}”.";
    // The caret, the ends of marks, naming
    Caret: "键盘光标", "Text caret";
    MoveMarkStart: "移动标记的开头", "Move the start of the mark";
    MoveMarkEnd: "移动标记的结尾", "Move the end of the mark";
    EntityNeedsSelection: "选中文字，按 E", "Select text, press E";
    EntityNeedsOneParagraph: "实体须在一段之内", "An entity lies within one paragraph";
    // Failures to write, warnings, notices of the library
    ReadFailed: "“{name}”读不出来（{reason}）。", "“{name}” could not be read ({reason}).";
    WriteNoFolder: "没有“{name}”这个文件夹。", "There is no such folder: “{name}”.";
    WriteNotFolder: "“{name}”是文件，不是文件夹。", "“{name}” is a file, not a folder.";
    WriteNoPermission: "没有写入“{name}”的权限：请另选一个文件夹。", "You have no permission to write “{name}”: choose another folder.";
    WriteDiskFull: "磁盘已满，“{name}”没有写成：请腾出空间，或另选文件夹；原有的文件没有动。", "The disk is full and “{name}” was not written: make room or choose another folder; nothing was overwritten.";
    WriteReadOnlyPlace: "“{name}”所在之处只能读：请另选一个文件夹。", "“{name}” lies in a place that is read-only: choose another folder.";
    WriteNameTooLong: "文件名太长：“{name}”。", "The name is too long: “{name}”.";
    WriteFailed: "“{name}”没有写成（{reason}）；原有的文件没有动。", "“{name}” could not be written ({reason}); nothing was overwritten.";
    LibraryLocked: "另一个圈点正在写这个书库：请关掉它再试：{path}", "Another Quandian is writing this library: close it, then try again: {path}";
    LibraryReadOnly: "书库现在只能读，不能改动：{path}", "The library is open for reading only, so nothing can be changed in it: {path}";
    LibraryNewer: "书库是更新的版本写的，请更新圈点：{path}", "A newer Quandian wrote the library; update Quandian: {path}";
    LibraryDamaged: "书库损坏（{reason}）：{path}", "The library is damaged ({reason}): {path}";
    LibraryDatabase: "书库没有回应（{reason}）：{path}", "The library does not answer ({reason}): {path}";
    LibraryDiskFull: "磁盘已满，请腾出空间再试；此前保存的都在：{path}", "The disk is full: make room, then try again; what was saved before is safe: {path}";
    LibraryGone: "书库在打开时被移走了，请放回原处，或再保存一次：{path}", "The library was taken away while it was open: put it back or save again: {path}";
    LibraryWriterGone: "书库停止了写入，请重新启动圈点；此前保存的都在。", "The library's writer has stopped: restart Quandian; what was saved before is safe.";
    LibraryExists: "那里已有一个书库，请选一个空文件夹：{path}", "A library is there already; choose an empty folder: {path}";
    LibraryNotCopied: "书库副本没有写成：{reason}", "The copy of the library was not written: {reason}";
    LibraryNoText: "书库没有存这篇文档的文字。", "The library keeps no text of this document.";
    ThreadFailed: "系统没有给出新的线程（{reason}）。", "A thread could not be started ({reason}).";
    WorkFailed: "圈点出错了（{work}）；已打开和已保存的都没有受损。", "Quandian failed at this ({work}); what is open and saved is unharmed.";
    FontNotInstalled: "没有安装“{}”这种字体。", "No font named “{}” is installed.";
    FontUnreadable: "字体“{}”读不出来。", "The font “{}” cannot be read.";
    WarnHtml: "HTML 内容略去 {n} 处。", "HTML was left out ({n} blocks).";
    WarnPictures: "图片略去 {n} 幅，说明文字保留。", "Pictures were left out ({n}); their descriptions stay.";
    WarnLongParagraphs: "{n} 个极长的段落分成几段显示，文字完整。", "Very long paragraphs ({n}) are shown in several pieces; the text is whole.";
    WarnFrontMatter: "文件开头的信息有一行没有读懂：{line}", "A line of the front matter was not understood: {line}";
    WarnWebPage: "看来是网页，显示的是它的源代码。", "This looks like a web page; its source text is shown.";
    WarnSettingsUnreadable: "设置没有读出来，改用默认值：{reason}", "The settings could not be read. {reason}";
    WarnSettingsNotToml: "设置文件不是 TOML 格式：{reason}。", "The settings are not TOML: {reason}.";
    WarnSettingsLine: "设置里有一行读不懂：{line}", "A line of the settings cannot be read: {line}";
    WarnSettingsValue: "设置 {setting} 不能是 {value}，改用默认值。", "The setting {setting} cannot be {value}.";
    WarnSettingsUnknown: "没有名为 {setting} 的设置。", "There is no setting named {setting}.";
    WarnSettingsRange: "有一项设置超出范围，已改到范围之内。", "A setting lay outside its range and was brought into it.";
    NoticeOpenElsewhere: "书库已在另一个窗口打开，这个窗口里不能改动。", "The library is open in another window, so nothing can be changed in this one.";
    NoticeReadOnlyFolder: "书库的文件夹不能写，所以不能改动；可用 --data-dir 另选一个：{path}", "The library's folder cannot be written, so nothing can be changed; choose another with --data-dir: {path}";
    NoticeNewerVersion: "书库是更新的版本写的，所以不能改动：请更新圈点。", "A newer Quandian wrote the library, so nothing can be changed: update Quandian.";
    NoticeSnapshotOpened: "书库损坏，打开的是最近一份完好的快照，此后的改动重做了 {n} 次。{missing}损坏的文件留在：{path}", "The library was damaged. The last good snapshot was opened, and {n} later edits were made again. {missing} The damaged file was kept: {path}";
    NoticeBuiltAnew: "书库损坏，又没有快照，已用读得出的内容重建，改动重做了 {n} 次。{missing}损坏的文件留在：{path}", "The library was damaged and had no snapshot. It was built anew, and {n} edits were made again. {missing} The damaged file was kept: {path}";
    NothingMissing: "没有缺失。", "Nothing is missing.";
    MissingEdit: "第 {n} 次改动", "edit {n}";
    MissingEdits: "第 {first}–{last} 次改动", "edits {first}–{last}";
    MissingEditsAfter: "第 {n} 次之后可能还有的改动", "perhaps edits after {n}";
    MissingText: "《{name}》的存文", "the kept text of {name}";
    MissingList: "缺失：{list}。", "Missing: {list}.";
    NoticeRowsRepaired: "书库有几处损坏，已据历史修复：{list}。", "Parts of the library were damaged and made again from its history: {list}.";
    NoticeRowsLost: "书库有几处损坏，未能修复：{list}。", "Parts of the library are damaged and could not be made again: {list}.";
    NoticeNoSnapshot: "没能做成书库快照；写下的照样保存。{reason}", "No snapshot of the library could be made; what you write is saved all the same. {reason}";
    NoticeDraftsKept: "上次结束时正在写的 {n} 条笔记已放回原处，可撤销。", "What was being typed when Quandian last ended stands in its note now ({n}); undo takes it back.";
    NotSavedWhy: "此后所写还没有保存：请不要关闭窗口，腾出磁盘空间，再点这里。（{reason}）", "{reason}";
    // A copy of the library
    SaveLibraryCopy: "保存书库副本…", "Save a copy of the library…";
    LibraryCopy: "圈点书库副本", "Quandian library copy";
    FolderPath: "文件夹路径", "Folder path";
    PathIsFile: "这是文件，不是文件夹", "This is a file, not a folder";
    CopyingLibrary: "正在保存书库副本…", "Saving a copy of the library…";
    LibraryCopied: "书库副本已存到：{}", "A copy of the library was saved: {}";
    FileGone: "“{}”已不在原处，显示的是书库所存的文字。文件若搬到别处，在那里打开它，批注仍在。", "“{}” is no longer where it was: the text kept in the library is shown. If the file was moved, open it there and your notes are on it.";
    NextRegion: "下一区域", "Next region";
    FindEverywhere: "在书库中查找…", "Find in the library…";
    FindEverywhereHint: "在所有文档和笔记中查找…", "Find in all documents and notes…";
    Searching: "正在查找…", "Searching…";
    FoundCut: "只列出前 {} 处", "Only the first {} are listed";
    FindIgnoreMarks: "不计标点和空格", "Pass over punctuation and blanks";
    // What was written on a text that has changed
    NotesCarried: "正文已改，批注随之移动：{}", "The text has changed and its notes came along: {}";
    NotesKept: "{} 条不变", "{} unchanged";
    NotesMoved: "{} 条移动", "{} moved";
    NotesToReview: "{} 条待复核", "{} to review";
    NotesNotFound: "{} 条未找到原文", "{} not found";
    NotesLeft: "此文件原是另一篇文字，其 {} 条批注仍随旧文留在书库", "This file once held another text; its {} notes stay with that in the library";
    ReviewCompare: "划去的是旧文，加线的是新文", "Struck through: the old words; underlined: the new";
    ReviewNoPlace: "原文已找不到", "These words are gone from the text";
    ReviewAccept: "接受", "Accept";
    ReviewPlace: "重选", "Place here";
    ReviewPlaceHint: "先在正文里选中文字", "Select the place in the text first";
    ReviewKeepOrphan: "保留为孤立", "Keep as orphan";
    ReviewPrevious: "上一条", "Previous";
    ReviewNext: "下一条", "Next";
    ChipReview: "待复核", "review";
    ChipOrphan: "孤立", "orphan";
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator as _;

    #[test]
    fn every_message_has_words_in_both_languages() {
        for word in Word::iter() {
            assert!(!word.in_language(Language::Chinese).is_empty(), "{word:?}");
            assert!(!word.in_language(Language::English).is_empty() || word == Word::PageUnit, "{word:?}");
        }
    }

    #[test]
    fn language_follows_the_locale() {
        assert_eq!(Language::from_locale(Some("zh_CN.UTF-8")), Language::Chinese);
        assert_eq!(Language::from_locale(Some("en_GB.UTF-8")), Language::English);
        assert_eq!(Language::from_locale(Some("C.UTF-8")), Language::Chinese);
        assert_eq!(Language::from_locale(None), Language::Chinese);
    }
}
