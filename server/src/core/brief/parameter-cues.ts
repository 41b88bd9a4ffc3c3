// How a text speaks of what it is called with. Data only.

/** Words for arguments in general: they may mean any of them. */
export const SPOKEN_OF =
  /\$ARGUMENTS\b|\b(?:arguments?|args|parameters?|the (?:user's |caller's )?(?:input|request)s?|user (?:input|request|prompt|query|provides|specifies|supplies|names|gives|asks|wants|passes)|users? (?:provided|specified|supplied|wants)|if (?:specified|provided|given|set|passed|present|omitted|missing|empty|no \w+ (?:is|are|was|were)? ?(?:given|provided|specified|passed))|when (?:specified|provided|given|passed)|(?:given|provided|passed|specified|supplied|requested|selected|chosen|named) (?:\w+ ){0,2}(?:files?|paths?|names?|ids?|values?|inputs?|texts?|urls?|options?|flags?|scope|target|topic|mode))\b|引数|入力|指定|渡され|参数|參數|输入|用户提供|传入|인자|인수|입력|аргумент|параметр|argument|paramèt|parámetr|parâmetr|entrada|eingabe/i;

/** Sections whose tables name what the reader gets. */
export const INPUT_SECTION =
  /^(?:(?:required|expected|your|key|task|agent) )?(?:inputs?|arguments?|parameters?)(?: (?:parameters?|values|contract|variables))?$|^(?:what )?you(?:'ll| will| are)? ?(?:be )?(?:receive|given|get)$/;
