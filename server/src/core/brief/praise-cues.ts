// Words with which nobody can check anything, and words with which somebody can. Data only.

/** Praise, with the kind of check that would do in its place. It is true when the reader thinks so. */
export const PRAISE: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:works?|working|functions?|functioning|runs?|running|behaves?|operates?|performs?) (?:very |really |quite )?(?:well|correctly|properly|nicely|fine|great|smoothly|reliably|flawlessly|perfectly|seamlessly|as (?:expected|intended|desired|it should))\b|\bfunktionier(?:t|en) (?:gut|einwandfrei|korrekt|richtig|zuverlässig|ordnungsgemäß|wie (?:erwartet|gewünscht))|\bfonctionnent? (?:bien|correctement|parfaitement|comme prévu)|\bfunciona[nm]? (?:bien|bem|correctamente|corretamente|perfectamente|perfeitamente|como (?:se espera|esperado))|(?:^|\s)работа(?:ет|ют) (?:хорошо|корректно|правильно|стабильно|как (?:ожидается|надо))|(?:运行|工作)(?:良好|正常|正确)|正常(?:工作|运行)|(?:正しく|問題なく|適切に|きちんと)(?:動作|機能|動く)|(?:잘|정상적으로|올바르게|제대로) (?:작동|동작)/iu,
    "the command that shows it and what it prints",
  ],
  [
    /\b(?:is|are) (?:properly|correctly|appropriately|adequately|sufficiently|reasonably|well|fully) (?:configured|structured|implemented|integrated|handled|designed|set up|organi[sz]ed|sized|tested|documented|optimi[sz]ed|formatted|aligned)\b|\b(?:properly|correctly|appropriately|adequately|well) (?:configured|structured|implemented|integrated|handled|designed|organi[sz]ed|sized)$/iu,
    "what shows it: a command, a file or a screen",
  ],
  [
    /\b(?:is|are|be|feels?|looks?|stays?|remains?|sufficiently|reasonably|very) (?:very |really |quite )?(?:fast|quick|performant|snappy|responsive enough|efficient|scalable)\b|\b(?:fast|quick) enough\b|\b(?:good|great|excellent|acceptable|optimal|high) performance\b|\b(?:ist|sind|läuft) (?:sehr )?(?:schnell|performant)\b|\best (?:très )?rapide\b|\bes (?:muy )?rápid[oa]\b|\bé (?:muito )?rápid[oa]\b|работает быстро|(?:足够|够)快|速度快|性能(?:良好|优秀|好)|十分に?(?:速い|高速)|(?:충분히 )?빠르(?:다|게)/iu,
    "a number with its limit",
  ],
  [
    /\b(?:high|good|great|excellent|top|premium|production)[- ]quality\b|\b(?:clean|maintainable|readable|elegant|robust|solid|well[- ](?:written|structured|organi[sz]ed|designed|documented|tested)) code\b|\bcode (?:is|looks|stays|remains) (?:very )?(?:clean|readable|maintainable|elegant|good|robust|simple|well[- ](?:written|structured|organi[sz]ed|documented|tested))\b|\b(?:is|are|be|looks?|feels?|stays?|remains?) (?:very |really )?(?:good|great|nice|clean|robust|solid|polished|professional|elegant|modern|stable|reliable|maintainable|readable|understandable|comprehensive|production[- ]ready|well[- ](?:written|structured|organi[sz]ed|designed|documented|tested))\b|\bbest practices\b|\bproduction[- ]ready$|\b(?:hohe|gute|hochwertige)[rs]? (?:Code)?qualität|\bsauberer Code|\b(?:ist|sind) (?:sauber|hochwertig|wartbar|gut lesbar|robust)|\bde (?:bonne|haute) qualité|\bcode propre|\bde (?:alta|buena) calidad|\bcódigo limpio|\bde (?:alta|boa) qualidade|\bcódigo limpo|высоко(?:го качества|качественн)|чистый код|高质量|高品質|代码(?:整洁|清晰|干净|优雅)|(?:きれい|綺麗|クリーン)な?コード|고품질|(?:높은|좋은) 품질|(?:깔끔|깨끗)한 코드/iu,
    "the linter, the style guide or the reviewer who decides",
  ],
  [
    /\buser[- ]friendly\b|\beasy to (?:use|understand|read|maintain|follow)\b|\b(?:is|are|be|feels?|looks?) (?:very |really )?(?:intuitive|simple|beautiful|appealing|attractive|pleasant|usable|convenient|clear|delightful)\b|\b(?:good|great|excellent|pleasant|smooth|seamless) (?:user experience|ux)\b|\busers? (?:is|are) (?:happy|satisfied|delighted)\b|\bbenutzerfreundlich|\b(?:ist|sind) (?:intuitiv|übersichtlich|einfach zu bedienen)|\bconvivial|\b(?:est|sont) (?:intuitif|intuitive|facile à utiliser)|\bfáci(?:l|les) de usar|\b(?:es|é) (?:intuitiv[oa]|amigable|amigável)|интуитивн|удобн(?:ый|о|ая|ое|ы)|用户友好|易于使用|易用|体验(?:良好|好)|美观|使いやすい|分かりやすい|わかりやすい|ユーザーフレンドリー|사용(?:하기)? 쉬|사용자 친화적|직관적/iu,
    "what a first-time user manages without help, or in which time",
  ],
  [
    /\b(?:is|are|be|stays?|remains?) (?:very |fully )?secure\b|\bsecurity (?:is|looks) (?:good|fine|ok)\b/i,
    "the scanner or the list of attacks that it withstands",
  ],
];

/** Anything that two people would decide alike: a number, a command, a file, a comparison, a state that can be seen. */
export const CHECKABLE =
  /\d|`|\bhttps?:|\.(?:md|ts|js|py|json|ya?ml|csv|go|rs)\b|\b(?:tests?|tested by|lint\w*|build|builds|ci|compil\w+|typecheck\w*|type-check\w*|pass(?:es|ed|ing)?|exits?|exit code|errors?|warnings?|failures?|fails?|crash\w*|zero|no|not|without|never|none|equals?|match\w*|identical|same as|contains?|includes?|exists?|returns?|responds?|prints?|shows?|displays?|renders?|redirects?|rejects?|lists?|cites?|links?|referenc\w+|named|reviewed|reviewer|approv\w+|signed|confirm\w*|measured?|fixed|resolved|removed|merged|deployed|committed|deleted|metric\w*|within|under|over|at least|at most|than|if|when|until|before|after|once|while|on (?:mobile|desktop|windows|linux|macos|ios|android|chrome|firefox|safari)|screenshot|benchmark\w*|coverage|lighthouse|audit\w*|scanner?|report\w*|documented in|according to|as (?:described|specified|defined|documented|listed|stated) (?:in|by|above|below)|follows? the|per the|guide(?:lines?)?|checklist|wcag|owasp|rfc|iso|schema|spec(?:ification)?|demo\w*)\b|テスト|エラー|なし|ない|以内|以上|以下|とき|場合|测试|错误|无|没有|不|通过|以内|时|테스트|오류|없|때|이내|\b(?:Fehler|ohne|kein\w*|sobald|wenn|erreurs?|sans|aucun\w*|lorsque|si|errores|erros?|sin|sem|cuando|quando|pruebas?|testes?)\b|тест|ошиб|без |если|когда/iu;
