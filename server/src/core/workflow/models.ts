// Where the models of the large providers answer.

/** Hosts whose interface asks a model. Source: each provider's reference of its interface. */
const HOSTS =
  /^(?:https?:\/\/)?(?:[\w.-]{1,100}\.)?(?:api\.openai\.com|openai\.azure\.com|services\.ai\.azure\.com|api\.anthropic\.com|generativelanguage\.googleapis\.com|aiplatform\.googleapis\.com|api\.mistral\.ai|api\.cohere\.(?:ai|com)|openrouter\.ai|api\.groq\.com|api\.deepseek\.com|api\.x\.ai|api\.perplexity\.ai|api\.together\.xyz|api\.fireworks\.ai|api-inference\.huggingface\.co|router\.huggingface\.co|dashscope\.aliyuncs\.com|bedrock-runtime\.[\w-]{1,40}\.amazonaws\.com)(?:[/:?]|$)/i;

/** `us-central1-aiplatform.googleapis.com`: the region is part of the first word. */
const VERTEX = /^(?:https?:\/\/)?(?:[\w-]{1,60}|\$\{[^}]{1,200}\})-aiplatform\.googleapis\.com(?:[/:?]|$)/i;

/** True for the address of a model, without quotes. */
export const isModelAddress = (address: string): boolean => HOSTS.test(address) || VERTEX.test(address);

/** True for an expression that makes such an address of parts: `${"https://" + location + "-aiplatform.googleapis.com/v1/…"}`. */
export const namesModelAddress = (text: string): boolean =>
  isModelAddress(text) ||
  (/[$+]/.test(text) &&
    PART.test(text) &&
    !/\/(?:pipelineJobs|batchPredictionJobs|customJobs|trainingPipelines|operations|indexes|datasets)\b/.test(text));

const PART =
  /(?:-aiplatform\.googleapis\.com|["'/](?:api\.openai\.com|api\.anthropic\.com|generativelanguage\.googleapis\.com))/i;
