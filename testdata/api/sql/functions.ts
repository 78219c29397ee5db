// DO-SQL-50…58: which functions there are.
import { object, outcome } from "../entry";

const names = (text: string) => text.trim().split(/\s+/);
// Each is called with the first number of arguments that does not fail for their number.
const callable = (list: string[]) =>
  object((self) => {
    const all: Record<string, unknown> = {};
    for (const name of list) {
      for (const args of ["", "1", "1, 1", "1, 1, 1"]) {
        try {
          self.storage.sql.exec(`SELECT ${name}(${args})`).toArray();
          all[name] = "ok";
        } catch (e: any) {
          all[name] = e.message;
        }
        if (!/wrong number of arguments/.test(String(all[name]))) break;
      }
    }
    return all;
  });

// DO-SQL-51
export const core = callable(names(`abs changes char coalesce concat concat_ws format glob hex ifnull iif instr last_insert_rowid length like likelihood likely lower ltrim max min nullif octet_length printf quote random
  randomblob replace round rtrim sign substr substring total_changes trim typeof unhex unicode unlikely upper zeroblob`));
// DO-SQL-52
export const dates = callable(names("date time datetime julianday unixepoch strftime timediff current_date current_time current_timestamp"));
// DO-SQL-53
export const aggregates = callable(names("avg count group_concat max min string_agg sum total row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value median percentile percentile_cont percentile_disc"));
// DO-SQL-54
export const math = callable(names("acos acosh asin asinh atan atan2 atanh ceil cos cosh degrees exp floor ln log log2 mod pi pow radians sin sinh sqrt tan tanh trunc"));
// DO-SQL-55
export const json = callable(names(`json jsonb json_array jsonb_array json_array_length json_extract jsonb_extract json_insert jsonb_insert json_object jsonb_object json_patch jsonb_patch json_remove jsonb_remove json_replace jsonb_replace json_set jsonb_set
  json_type json_valid json_quote json_group_array jsonb_group_array json_group_object jsonb_group_object json_each json_tree jsonb_each jsonb_tree`));
// DO-TRAP-16, DO-SQL-50, DO-SQL-57, DO-SQL-58
export const withheld = callable(names(`sqlite_version sqlite_source_id sqlite_compileoption_get sqlite_compileoption_used if unistr unistr_quote ceiling power log10 json_error_position json_pretty json_array_insert jsonb_array_insert subtype fts5_source_id soundex sqlite_offset
  regexp generate_series sha1 sha3 uuid base64 base85 decimal decimal_add load_extension sqlite_log fts5 fts5_locale fts5_insttoken edit writefile readfile rtreenode rtreedepth rtreecheck geopoly_area match highlight bm25 snippet sqlite_rename_column sqlite_rename_table
  sqlite_drop_column sqlite_fail strtod zipfile nextafter stddev ieee754 implies_nonnull_row expr_compare affinity current_user nope coalesce2 ABS Sqlite_Version`));
