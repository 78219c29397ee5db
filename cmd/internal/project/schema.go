package project

// field is one key an environment may have.
type field struct {
	key     string
	inherit bool // an environment without it takes the top level's
	check   check
}

// environmentFields are the keys of an environment and of the top level, in the order wrangler
// checks them. The kinds that are not emulated yet are checked for their shape only.
var environmentFields = []field{
	{"route", true, checkRoute},
	{"account_id", true, checkString},
	{"routes", true, checkRoutes},
	{"workers_dev", true, checkBoolean},
	{"preview_urls", true, checkBoolean},
	{"build", true, checkNothing}, // checked as a whole, see checkEnvironment
	{"compatibility_date", true, checkDate},
	{"compatibility_flags", true, checkStringArray},
	{"jsx_factory", true, checkString},
	{"jsx_fragment", true, checkString},
	{"tsconfig", true, checkString},
	{"rules", true, checkRules},
	{"name", true, checkName},
	{"main", true, checkString},
	{"find_additional_modules", true, checkBoolean},
	{"preserve_file_names", true, checkBoolean},
	{"base_dir", true, checkString},
	{"triggers", true, checkTriggers},
	{"assets", true, checkNothing},
	{"limits", true, checkNothing},
	{"placement", true, checkNothing},
	{"vars", false, checkVars},
	{"secrets", false, checkSecrets},
	{"define", false, checkDefine},
	{"durable_objects", false, checkDurableObjects},
	{"workflows", false, bindingArray(simpleBinding("workflows", shouldBinding))},
	{"migrations", true, checkMigrations},
	{"exports", true, checkExports},
	{"kv_namespaces", false, bindingArray(checkKV)},
	{"cloudchamber", false, checkNothing},
	{"containers", false, checkNothing},
	{"send_email", false, bindingArray(simpleBinding("send_email", need{"name", "should have a string"}))},
	{"queues", false, checkQueues},
	{"connect", false, bindingArray(checkNothing)},
	{"r2_buckets", false, bindingArray(checkR2)},
	{"d1_databases", false, bindingArray(checkD1)},
	{"vectorize", false, bindingArray(simpleBinding("vectorize", shouldBinding, need{"index_name", "must have an"}))},
	{"ai_search_namespaces", false, bindingArray(simpleBinding("ai_search_namespaces", shouldBinding, need{"namespace", "must have a"}))},
	{"ai_search", false, bindingArray(simpleBinding("ai_search", shouldBinding, need{"instance_name", "must have an"}))},
	{"agent_memory", false, bindingArray(simpleBinding("agent_memory", shouldBinding, need{"namespace", "must have a"}))},
	{"hyperdrive", false, bindingArray(simpleBinding("hyperdrive", shouldBinding, need{"id", "must have a"}))},
	{"services", false, bindingArray(checkService)},
	{"analytics_engine_datasets", false, bindingArray(simpleBinding("analytics_engine", shouldBinding))},
	{"dispatch_namespaces", false, bindingArray(checkNothing)},
	{"mtls_certificates", false, bindingArray(simpleBinding("mtls_certificates", shouldBinding, need{"certificate_id", "should have a string"}))},
	{"tail_consumers", false, checkNothing},
	{"streaming_tail_consumers", false, checkNothing},
	{"unsafe", false, checkNothing},
	{"browser", false, checkNothing},
	{"analytics", false, checkNothing},
	{"ai", false, checkNothing},
	{"images", false, checkNothing},
	{"stream", false, checkNothing},
	{"media", false, checkNothing},
	{"pipelines", false, bindingArray(simpleBinding("pipeline", mustBinding))},
	{"k2", false, bindingArray(checkNothing)},
	{"secrets_store_secrets", false, bindingArray(simpleBinding("secrets_store_secrets", mustBinding, need{"store_id", "must have a string"}, need{"secret_name", "must have a string"}))},
	{"artifacts", false, bindingArray(simpleBinding("artifacts", mustBinding, need{"namespace", "must have a string"}))},
	{"unsafe_hello_world", false, bindingArray(simpleBinding("unsafe_hello_world", mustBinding))},
	{"flagship", false, bindingArray(simpleBinding("flagship", mustBinding))},
	{"worker_loaders", false, bindingArray(simpleBinding("worker_loader", mustBinding))},
	{"ratelimits", false, bindingArray(checkRateLimit)},
	{"vpc_services", false, bindingArray(simpleBinding("vpc_services", shouldBinding, need{"service_id", "must have a"}))},
	{"vpc_networks", false, bindingArray(simpleBinding("vpc_networks", shouldBinding))},
	{"version_metadata", false, checkNothing},
	{"logfwdr", true, checkNothing},
	{"no_bundle", true, checkBoolean},
	{"minify", true, checkBoolean},
	{"keep_names", true, checkBoolean},
	{"first_party_worker", true, checkBoolean},
	{"logpush", true, checkBoolean},
	{"upload_source_maps", true, checkBoolean},
	{"observability", true, checkNothing},
	{"access", true, checkNothing},
	{"cache", true, checkNothing},
	{"compliance_region", true, oneOf("public", "fedramp_high")},
	{"python_modules", true, checkNothing},
	{"previews", true, checkNothing},
}

// topLevelKeys are the keys only the top level may have.
var topLevelKeys = []string{
	"pages_build_output_dir", "send_metrics", "dependencies_instrumentation", "keep_vars", "addresses",
	"dev", "site", "alias", "wasm_modules", "text_blobs", "data_blobs", "env", "$schema",
}

// generatedKeys may stand in a configuration written by a build tool.
var generatedKeys = []string{"configPath", "userConfigPath", "topLevelName", "definedEnvironments", "targetEnvironment"}

// environmentKeys lists the keys of an environment.
func environmentKeys() []string {
	keys := make([]string, len(environmentFields))
	for i, f := range environmentFields {
		keys[i] = f.key
	}
	return keys
}

// bindingKind is a key of the configuration that puts names on env.
type bindingKind struct {
	key      string
	friendly string // wrangler's name for it
}

// bindingKinds are all of them, in wrangler's order.
var bindingKinds = []bindingKind{
	{"data_blobs", "Data Blob"},
	{"durable_objects", "Durable Object"},
	{"kv_namespaces", "KV Namespace"},
	{"send_email", "Send Email"},
	{"queues", "Queue"},
	{"d1_databases", "D1 Database"},
	{"vectorize", "Vectorize Index"},
	{"ai_search_namespaces", "AI Search Namespace"},
	{"ai_search", "AI Search Instance"},
	{"agent_memory", "Agent Memory"},
	{"hyperdrive", "Hyperdrive Config"},
	{"r2_buckets", "R2 Bucket"},
	{"logfwdr", "logfwdr"},
	{"services", "Worker"},
	{"analytics_engine_datasets", "Analytics Engine Dataset"},
	{"text_blobs", "Text Blob"},
	{"browser", "Browser Run"},
	{"analytics", "Analytics SQL"},
	{"ai", "AI"},
	{"images", "Images"},
	{"stream", "Stream"},
	{"media", "Media"},
	{"version_metadata", "Worker Version Metadata"},
	{"unsafe", "Unsafe Metadata"},
	{"vars", "Environment Variable"},
	{"wasm_modules", "Wasm Module"},
	{"dispatch_namespaces", "Dispatch Namespace"},
	{"mtls_certificates", "mTLS Certificate"},
	{"workflows", "Workflow"},
	{"pipelines", "Pipeline"},
	{"k2", "K2 Stream"},
	{"secrets_store_secrets", "Secrets Store Secret"},
	{"artifacts", "Artifacts"},
	{"ratelimits", "Rate Limit"},
	{"assets", "Assets"},
	{"unsafe_hello_world", "Hello World"},
	{"flagship", "Flagship"},
	{"worker_loaders", "Worker Loader"},
	{"vpc_services", "VPC Service"},
	{"vpc_networks", "VPC Network"},
	{"secrets", "Secret"},
}
