# Writes what R computes to a file under tests/oracles/, headed by the program, versions and script it came from.
# Run the scripts from the repository's root: Rscript validation/survival.R

suppressMessages(library(jsonlite))

write_oracle <- function(file, script, packages, cases) {
  header <- list(
    program = R.version.string,
    packages = lapply(setNames(packages, packages), function(name) as.character(packageVersion(name))),
    script = script,
    cases = cases
  )
  text <- toJSON(header, auto_unbox = TRUE, digits = NA, na = "string", null = "null", pretty = 1)
  # One array a line: a file that a person can read and git can compare.
  text <- gsub("\\[\\s+([^][{}]*?)\\s+\\]", "[\\1]", text, perl = TRUE)
  text <- gsub(",\\s+(?=[-\"0-9NI])(?![^\n]*\":)", ", ", text, perl = TRUE)
  writeLines(text, file.path("tests", "oracles", file))
}
