# Events and diagnoses of MSoutcomes on its sample data and on random patients.
#
#     Rscript validation/msoutcomes.R tests/oracles/msoutcomes_sample.csv
#
# Writes tests/oracles/msoutcomes_random.csv (the random patients), msoutcomes_events.csv and
# msoutcomes_spms.csv. A patient with whom a function stops gets the row "error".
# Needed: R with MSoutcomes 0.2.1 and dplyr.

suppressMessages(library(dplyr))
if (!exists("CDEseq")) library(MSoutcomes)
set.seed(9)

n_patients <- 400
gaps <- c(7, 29, 30, 31, 45, 60, 84, 90, 91, 92, 120, 180, 181, 182, 183, 272, 273, 365)
near <- c(-400, -31, -30, -29, -5, 0, 0, 10)

random_patient <- function(number) {
  n <- sample(1:16, 1)
  day <- cumsum(c(0, sample(gaps, n - 1, replace = TRUE)))
  edss <- numeric(n)
  edss[1] <- sample(c(0, 1, 2, 3, 3.5, 4, 5, 5.5, 6, 6.5), 1)
  for (visit in seq_len(n - 1)) {
    moved <- edss[visit] + sample(c(-1.5, -1, -0.5, 0, 0, 0, 0.5, 1, 1, 1.5), 1)
    edss[visit + 1] <- min(9.5, max(0, moved))
    if (edss[visit + 1] == 0.5) edss[visit + 1] <- 1
  }
  relapse_day <- sort(sample(day, sample(c(0, 0, 1, 2, 3), 1), replace = TRUE))
  relapse_day <- relapse_day + sample(near, length(relapse_day), replace = TRUE)
  since <- sapply(day, function(d) {
    past <- relapse_day[relapse_day <= d]
    if (length(past) == 0) NA else d - max(past)
  })
  grades <- round(edss / 2)
  systems <- sapply(1:8, function(system) {
    grade <- pmin(5, pmax(0, grades + sample(-1:1, n, replace = TRUE)))
    ifelse(runif(n) < 0.1, NA, grade)
  })
  systems <- matrix(systems, nrow = n)
  systems[runif(n) < 0.1, ] <- NA
  colnames(systems) <- c("FSpyr", "FScrbl", "FSbstem", "FSsens", "FSsph", "FSvis", "FScereb", "FSamb")
  data.frame(
    ID = sprintf("r%03d", number), dateEDSS = format(as.Date("2000-01-01") + day), EDSS = edss,
    systems, daysPostRelapse = -since
  )
}

settings <- list(
  c(mconf = 90.75, tRelapse = 30), c(mconf = 181.5, tRelapse = 60)
)

one_patient_at_a_time <- function(visits, run) {
  bind_rows(lapply(unique(visits$ID), function(id) {
    tryCatch(
      suppressWarnings(suppressMessages(run(visits[visits$ID == id, ]))),
      error = function(e) data.frame(patient_id = id, kind = "error")
    )
  }))
}

as_rows <- function(events, kind) {
  if (is.null(events) || nrow(events) == 0) return(NULL)
  held <- if (kind == "worsening") events$sust.prog else events$sust.reg
  data.frame(
    patient_id = events$ID, kind = kind, onset_date = format(events$dateEDSS), onset_edss = events$EDSS,
    reference_date = format(events$base.date), reference_edss = events$bEDSS, held_days = as.numeric(held)
  )
}

events_of <- function(visits, source) {
  bind_rows(lapply(settings, function(rule) {
    mconf <- rule[["mconf"]]; tRelapse <- rule[["tRelapse"]]
    labelled <- function(rows, name, sustained) {
      if (nrow(rows) == 0) return(NULL)
      cbind(source = source, fn = name, mconf = mconf, tRelapse = tRelapse, sustained = sustained, rows)
    }
    bind_rows(
      lapply(c(TRUE, FALSE), function(sustained) bind_rows(
        labelled(one_patient_at_a_time(visits, function(v)
          as_rows(CDW(v, mconf, tRelapse, sustained), "worsening")), "CDW", sustained),
        labelled(one_patient_at_a_time(visits, function(v)
          as_rows(CDI(v, mconf, tRelapse, sustained), "improvement")), "CDI", sustained),
        labelled(one_patient_at_a_time(visits, function(v)
          as_rows(PIRA(v, mconf, tRelapse, sustained), "worsening")), "PIRA", sustained)
      )),
      labelled(one_patient_at_a_time(visits, function(v) {
        found <- CDEseq(v, mconf, tRelapse)
        bind_rows(as_rows(found[[1]], "worsening"), as_rows(found[[2]], "improvement"))
      }), "CDEseq", FALSE)
    )
  }))
}

spms_of <- function(visits, source) {
  diagnosed <- function(found) {
    kept <- found[which(found$SPMS == 1), ]
    if (nrow(kept) == 0) return(NULL)
    data.frame(
      patient_id = kept$ID, kind = "spms", onset_date = format(as.Date(kept$date.SPMS)), onset_edss = kept$EDSS.SPMS
    )
  }
  with_systems <- one_patient_at_a_time(visits, function(v) diagnosed(spmsDx(v)))
  without <- one_patient_at_a_time(visits, function(v) diagnosed(spmsDx_no_fss(v)))
  rbind(cbind(source = source, fn = "spmsDx", with_systems), cbind(source = source, fn = "spmsDx_no_fss", without))
}

about <- if (exists("about_msoutcomes")) about_msoutcomes else paste("MSoutcomes", packageVersion("MSoutcomes"))
write_with_head <- function(rows, file, what) {
  path <- file.path("tests/oracles", file)
  head <- sprintf(
    "# %s; %s; R %s, dplyr %s; validation/msoutcomes.R", what, about, getRversion(), packageVersion("dplyr")
  )
  writeLines(head, path)
  suppressWarnings(write.table(rows, path, append = TRUE, sep = ",", row.names = FALSE, na = "", quote = FALSE))
}

sample_file <- commandArgs(trailingOnly = TRUE)[1]
sample_visits <- read.csv(sample_file, comment.char = "#")
random_visits <- bind_rows(lapply(seq_len(n_patients), random_patient))
write_with_head(random_visits, "msoutcomes_random.csv", "random patients in the columns of MSoutcomes")
write_with_head(
  rbind(events_of(sample_visits, "sample"), events_of(random_visits, "random")),
  "msoutcomes_events.csv", "what CDW, CDI, PIRA and CDEseq find"
)
write_with_head(
  rbind(spms_of(sample_visits, "sample"), spms_of(random_visits, "random")),
  "msoutcomes_spms.csv", "what spmsDx and spmsDx_no_fss find"
)
