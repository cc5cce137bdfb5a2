"""Studies that a clinic could run, and what each could show: power, patients needed, what stays as bias."""
